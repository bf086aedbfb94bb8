package io.talel.ops.backup.verify;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Damage to a backup that a verification has found.
 *
 * @param message of one of its problems
 * @param missing whether the only problem is that the backup is not in the bucket
 */
public record FoundDamage(BackupId backup, Instant at, String message, boolean missing) {

    /**
     * Leaves out backups that a later verification of the same depth found intact, expired backups, and backups that a
     * later rotation did not find any more.
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

    /** All backups known to be damaged, the newest first. */
    public static List<FoundDamage> all(Connection eventStore) throws SQLException {
        return Rows.list(eventStore, SELECT, Rows.to(FoundDamage.class));
    }
}
