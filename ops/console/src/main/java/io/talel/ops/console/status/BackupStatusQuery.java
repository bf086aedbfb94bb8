package io.talel.ops.console.status;

import io.talel.ops.console.backup.runs.Runs;
import io.talel.ops.console.backup.runs.Task;
import io.talel.ops.console.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Reads what was done with backups. */
final class BackupStatusQuery {

    private static final String IS_KEPT = "SELECT to_regclass('operations.backup_run') IS NOT NULL";

    private static final String OLDEST =
            "SELECT occurred_at FROM event_store.domain_event ORDER BY global_index LIMIT 1";

    private static final String FIRST = """
            SELECT finished_at FROM operations.backup_run
            WHERE outcome = 'done' AND task IN ('full', 'incremental') ORDER BY id LIMIT 1""";

    private final Connection eventStore;

    BackupStatusQuery(Connection eventStore) {
        this.eventStore = eventStore;
    }

    BackupStatus run() throws SQLException {
        Instant now = Rows.first(eventStore, "SELECT clock_timestamp() AS now", row -> Rows.time(row, "now"))
                .orElseThrow();
        if (!Rows.first(eventStore, IS_KEPT, row -> row.getBoolean(1)).orElseThrow()) {
            return BackupStatus.unknown(now);
        }
        return new BackupStatus(
                true,
                now,
                Rows.first(eventStore, OLDEST, row -> Rows.time(row, "occurred_at"))
                        .orElse(null),
                Rows.first(eventStore, FIRST, row -> Rows.time(row, "finished_at"))
                        .orElse(null),
                Runs.lastDone(eventStore, Task.FULL, Task.INCREMENTAL).orElse(null),
                Runs.lastEnded(eventStore, Task.FULL, Task.INCREMENTAL).orElse(null),
                Runs.lastEnded(eventStore, Task.VERIFY).orElse(null),
                Runs.lastEnded(eventStore, Task.DRILL).orElse(null));
    }
}
