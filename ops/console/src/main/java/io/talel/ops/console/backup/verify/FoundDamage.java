package io.talel.ops.console.backup.verify;

import io.talel.ops.console.backup.archive.BackupId;
import io.talel.ops.console.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * What verifications found to be wrong with a backup.
 *
 * @param message of one of its problems
 */
public record FoundDamage(BackupId backup, Instant at, String message) {

    private static final String SELECT = """
            SELECT problem ->> 'backup' AS backup, max(finished_at) AS at, min(problem ->> 'message') AS message
            FROM (SELECT DISTINCT ON (backup) outcome, finished_at, details
                  FROM operations.backup_run
                  WHERE task = 'verify' AND outcome IN ('done', 'failed')
                  ORDER BY backup, id DESC) newest
            CROSS JOIN jsonb_array_elements(details -> 'problems') AS problem
            WHERE outcome = 'failed'
            GROUP BY 1""";

    /** By the newest verification of each; what was found to be good in another one since is among it, too. */
    public static List<FoundDamage> all(Connection eventStore) throws SQLException {
        return Rows.list(
                eventStore,
                SELECT,
                row -> new FoundDamage(
                        new BackupId(row.getString("backup")), Rows.time(row, "at"), row.getString("message")));
    }
}
