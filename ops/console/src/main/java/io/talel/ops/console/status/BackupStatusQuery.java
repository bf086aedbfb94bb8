package io.talel.ops.console.status;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;

import io.talel.ops.backup.runs.Run;
import io.talel.ops.backup.runs.Runs;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.backup.store.RecordingTime;
import io.talel.ops.backup.store.Rows;
import io.talel.ops.backup.verify.FoundDamage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the run log of backups. */
record BackupStatusQuery(Connection eventStore, BackupAgeLimits limits) {

    private static final String IS_KEPT = "SELECT to_regclass('operations.backup_run') IS NOT NULL";

    private static final String FIRST = """
            SELECT finished_at FROM operations.backup_run
            WHERE outcome = 'done' AND task IN ('full', 'incremental') ORDER BY id LIMIT 1""";

    /** Only backups of this database under its present identity: other backups prove nothing about it. */
    private static final String PROVEN = """
            SELECT made.backup, made.finished_at AS made_at, proof.finished_at AS proven_at
            FROM operations.backup_run proof
            JOIN operations.backup_run made
              ON made.backup = proof.backup AND made.task IN ('full', 'incremental') AND made.outcome = 'done'
            WHERE proof.task = ? AND proof.outcome = 'done'
              AND made.finished_at >= (SELECT since FROM operations.lineage ORDER BY number DESC LIMIT 1)
            ORDER BY made.id DESC, proof.id DESC
            LIMIT 1""";

    /** The newest backup that should have copied the images, if it failed to. */
    private static final String IMAGES_NOT_COPIED = """
            SELECT backup FROM (
                SELECT backup, details FROM operations.backup_run
                WHERE task IN ('full', 'incremental') AND outcome = 'done' AND (details ->> 'copyImages')::boolean
                ORDER BY id DESC LIMIT 1) newest
            WHERE (details ->> 'imagesLeftOut')::boolean""";

    private static final String PROBLEMS =
            "SELECT jsonb_array_elements_text(details -> 'problems') FROM operations.backup_run WHERE id = ?";

    BackupStatus run() throws SQLException {
        Instant now = Rows.now(eventStore);
        if (!Rows.is(eventStore, IS_KEPT)) {
            return BackupStatus.unknown(now, limits);
        }
        Optional<Run> lastSuccess = Runs.lastDone(eventStore, Task.FULL, Task.INCREMENTAL);
        return new BackupStatus(
                true,
                now,
                Rows.first(eventStore, EVENT_STORE.get("oldest-event"), RecordingTime::of)
                        .orElse(null),
                Rows.first(eventStore, FIRST, row -> Rows.time(row, "finished_at"))
                        .orElse(null),
                Runs.lastDone(eventStore, Task.FULL).map(Run::finishedAt).orElse(null),
                lastSuccess.orElse(null),
                Runs.lastEnded(eventStore, Task.FULL, Task.INCREMENTAL).orElse(null),
                Runs.lastEnded(eventStore, Task.VERIFY).orElse(null),
                Runs.lastEnded(eventStore, Task.DRILL).orElse(null),
                Runs.lastEnded(eventStore, Task.EXPIRE).orElse(null),
                proofs(Task.VERIFY),
                proofs(Task.DRILL),
                FoundDamage.all(eventStore),
                lastSuccess.isEmpty() ? List.of() : remarks(lastSuccess.get()),
                limits);
    }

    private BackupStatus.ProofSummary proofs(Task task) throws SQLException {
        return new BackupStatus.ProofSummary(
                Rows.first(eventStore, PROVEN, Rows.to(BackupStatus.Proven.class), task.toString())
                        .orElse(null),
                Runs.lastUnsettled(eventStore, task).orElse(null));
    }

    /** Remarks that need action, of the last backup and of the last one that should have copied the images. */
    private List<String> remarks(Run lastSuccess) throws SQLException {
        List<String> remarks = new ArrayList<>(Rows.texts(eventStore, PROBLEMS, lastSuccess.id()));
        Rows.first(eventStore, IMAGES_NOT_COPIED, row -> row.getString(1))
                .filter(backup -> !backup.equals(lastSuccess.backup()))
                .map("Backup %s should have copied the images and failed to; no later one has."::formatted)
                .ifPresent(remarks::add);
        return remarks;
    }
}
