package io.talel.ops.backup.verify;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.BackupChoice;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.backup.persons.ErasedPersons;
import io.talel.ops.backup.runs.Request;
import io.talel.ops.backup.runs.Run;
import io.talel.ops.backup.runs.RunRecorder;
import io.talel.ops.backup.runs.Runs;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.backup.store.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Verifies backups and records the results. */
public record Verifications(Database eventStore, Archive archive, EncryptionKeys keys) {

    /**
     * A verification.
     *
     * @param unrecorded why it was not recorded; empty if it was
     */
    public record Verified(Verdict verdict, String unrecorded) {}

    /**
     * @param name of a backup, or {@code latest}: the newest of the database, or of the bucket if the database does not
     *     answer
     * @param deep whether to decrypt everything and read every event
     * @throws Refused if another run is active, there is no such backup, or a deep verification lacks a key
     * @throws Stopped if the run was cancelled
     */
    public Verified run(String name, boolean deep, Request request) throws SQLException, IOException {
        boolean latest = name.equals(BackupChoice.LATEST);
        return RunRecorder.of(eventStore, Task.VERIFY, Map.of("deep", deep), request, !latest, run -> {
            BackupChoice chosen = BackupChoice.of(archive, name, lineage());
            run.about(chosen.id());
            Verdict found =
                    new Verification(archive, keys, deep, deep ? erased() : ErasedPersons.NONE, run).run(chosen);
            Verdict verdict = latest ? withNewest(found) : found;
            run.complete(
                    verdict.isSound() ? Outcome.DONE : Outcome.FAILED,
                    null,
                    verdict.isSound()
                            ? verdict.sentence()
                            : verdict.problems().getFirst().message(),
                    verdict);
            return new Verified(verdict, run.unrecorded());
        });
    }

    /**
     * Checks that the newest backup in the run log is in the bucket: a bucket that lost its newest backups looks intact by
     * itself.
     *
     * @return the verdict on the latest backup in the bucket, with the missing one as a problem; unchanged if the
     *     database does not answer
     */
    private Verdict withNewest(Verdict latest) throws IOException {
        Optional<BackupId> last = newestInLog();
        if (last.isEmpty() || isThere(last.get())) {
            return latest;
        }
        return latest.and(new BackupProblem(
                last.get(),
                "it is the newest one in the run log, but not in bucket %s"
                        .formatted(archive.bucket().name()),
                true));
    }

    private Optional<BackupId> newestInLog() {
        try (Connection connection = eventStore.read()) {
            return Runs.lastDone(connection, Task.FULL, Task.INCREMENTAL)
                    .map(Run::backup)
                    .map(BackupId::new);
        } catch (SQLException _) {
            return Optional.empty();
        }
    }

    private boolean isThere(BackupId id) throws IOException {
        String manifest = Kind.FULL.directory(id) + Archive.MANIFEST;
        return archive.bucket().list(manifest).stream()
                .anyMatch(object -> object.key().equals(manifest));
    }

    /**
     * Result of verifying some of all kept backups.
     *
     * @param kept number of kept backups
     * @param left due backups that were not verified this time
     * @param gone backups not kept any more: they were damaged, or deleted on purpose
     * @param missing backups in the run log that nothing has deleted and that are not in the bucket
     * @param refused why some backups could not be read
     */
    public record Rotated(
            int kept,
            int left,
            List<BackupId> gone,
            List<BackupProblem> missing,
            List<Verified> verified,
            List<String> refused) {

        public Rotated {
            gone = List.copyOf(gone);
            missing = List.copyOf(missing);
            verified = List.copyOf(verified);
            refused = List.copyOf(refused);
        }
    }

    /**
     * Verifies a number of kept backups, starting with the least recently verified. Records each separately, so that
     * finished verifications count even if the run fails.
     *
     * @param deleted whether missing backups were deleted on purpose and are no longer reported
     * @throws Refused if another run is active, before any backup was verified
     * @throws Stopped if the run was cancelled
     */
    public Rotated runSome(int limit, boolean deep, boolean deleted, Request request) throws SQLException, IOException {
        DueBackups due = RunRecorder.of(eventStore, Task.VERIFY, Map.of("deep", deep), request, false, run -> {
            DueBackups found = DueBackups.of(archive, eventStore, deep, deleted);
            record(run, found, limit);
            return found;
        });
        List<Verified> verified = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (BackupId id : due.due().stream().limit(limit).toList()) {
            try {
                verified.add(run(id.toString(), deep, request));
            } catch (Refused e) {
                refused.add(String.valueOf(e.getMessage()));
            }
        }
        return new Rotated(
                due.kept(),
                Math.max(0, due.due().size() - limit),
                due.gone(),
                due.problems(archive.bucket().name()),
                verified,
                refused);
    }

    private void record(RunRecorder run, DueBackups due, int limit) throws SQLException {
        List<BackupProblem> problems = due.problems(archive.bucket().name());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("deep", false);
        details.put("kept", due.kept());
        details.put("gone", due.gone());
        if (!problems.isEmpty()) {
            details.put("problems", problems);
        }
        run.complete(
                problems.isEmpty() ? Outcome.DONE : Outcome.FAILED,
                null,
                problems.isEmpty() ? due.sentence(limit) : problems.getLast().message(),
                details);
    }

    /** Empty if the database does not answer; copies of erased persons' images are then reported as missing. */
    private ErasedPersons erased() {
        try (Connection owner = eventStore.workAsOwner()) {
            return ErasedPersons.of(owner);
        } catch (SQLException _) {
            return ErasedPersons.NONE;
        }
    }

    private @Nullable UUID lineage() {
        try (Connection connection = eventStore.read()) {
            return Runs.lineage(connection).orElse(null);
        } catch (SQLException _) {
            return null;
        }
    }
}
