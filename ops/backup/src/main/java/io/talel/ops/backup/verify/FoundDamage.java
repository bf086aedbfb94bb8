package io.talel.ops.backup.verify;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * What verifications found to be wrong with a backup.
 *
 * @param message of one of its problems
 * @param missing whether all that is wrong is that it is not in the bucket
 */
public record FoundDamage(BackupId backup, Instant at, String message, boolean missing) {

    /**
     * Without what a later verification that looked as deep found whole, what has expired, and what a later rotation did not
     * find any more.
     */
    private static final String SELECT = """
            SELECT problem ->> 'backup' AS backup, max(found.finished_at) AS at, min(problem ->> 'message') AS message,
                   bool_and(coalesce((problem ->> 'missing')::boolean, false)) AS missing
            FROM operations.backup_run found
            CROSS JOIN jsonb_array_elements(found.details -> 'problems') AS problem
            WHERE found.task = 'verify' AND found.outcome = 'failed'
              AND NOT EXISTS (
                SELECT FROM operations.backup_run later
                WHERE later.task = 'verify' AND later.outcome = 'done' AND later.id > found.id
                  AND ((later.details ->> 'deep')::boolean OR NOT (found.details ->> 'deep')::boolean)
                  AND (jsonb_exists(later.details -> 'chain', problem ->> 'backup')
                       OR later.details ->> 'keys' = problem ->> 'backup'))
              AND NOT EXISTS (
                SELECT FROM operations.backup_run later
                WHERE later.task IN ('expire', 'verify') AND later.outcome = 'done' AND later.id > found.id
                  AND (jsonb_exists(later.details -> 'backups', problem ->> 'backup')
                       OR jsonb_exists(later.details -> 'gone', problem ->> 'backup')))
            GROUP BY 1
            ORDER BY 1 DESC""";

    /** Every backup that is damaged as far as it is known, the newest first. */
    public static List<FoundDamage> all(Connection eventStore) throws SQLException {
        return Rows.list(
                eventStore,
                SELECT,
                row -> new FoundDamage(
                        new BackupId(row.getString("backup")),
                        Rows.time(row, "at"),
                        row.getString("message"),
                        row.getBoolean("missing")));
    }
}
