package io.talel.command.backup;

import io.talel.kernel.PolledValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The figures of what was done with backups. */
final class BackupRuns {

    /**
     * A run without an outcome was cut off, unless it is the newest such run and a process holds the lock of backups. A run
     * that waited in vain is recorded before the run in its way has ended. A failed verification or drill is settled by one
     * of the same or a newer backup, a deep verification by a deep one. Damage counts until an equally deep verification
     * finds that backup whole, or it is gone.
     */
    private static final String FIGURES = """
            WITH proven AS (
              SELECT proof.task, made.finished_at AS made_at
              FROM operations.backup_run proof
              JOIN operations.backup_run made
                ON made.backup = proof.backup AND made.task IN ('full', 'incremental') AND made.outcome = 'done'
              WHERE proof.task IN ('verify', 'drill') AND proof.outcome = 'done'
                AND made.finished_at >= (SELECT since FROM operations.lineage ORDER BY number DESC LIMIT 1)),
            failed AS MATERIALIZED (
              SELECT id, task, backup, details, finished_at, coalesce(finished_at, updated_at) AS failed_at
              FROM operations.backup_run
              WHERE outcome = 'failed'
                OR finished_at IS NULL AND NOT (
                  id = (SELECT max(id) FROM operations.backup_run WHERE finished_at IS NULL) AND EXISTS (
                    SELECT 1 FROM pg_locks
                    WHERE locktype = 'advisory' AND classid = 7114203 AND objid = 1 AND objsubid = 2 AND granted
                      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())))),
            unsettled AS MATERIALIZED (
              SELECT task FROM failed
              WHERE task IN ('verify', 'drill', 'expire')
                AND NOT (task = 'verify' AND jsonb_exists(coalesce(details, '{}'), 'problems')) AND NOT EXISTS (
                SELECT FROM operations.backup_run later
                WHERE later.task = failed.task AND later.outcome = 'done' AND later.finished_at > failed_at
                  AND (failed.task = 'expire'
                    OR later.backup COLLATE "C" >= coalesce(failed.backup, '') COLLATE "C"
                      AND (later.details -> 'deep' = 'true' OR failed.details -> 'deep' IS DISTINCT FROM 'true')))),
            found AS MATERIALIZED (
              SELECT problem ->> 'backup' AS backup, details -> 'deep' = 'true' AS deep, max(id) AS id
              FROM operations.backup_run CROSS JOIN jsonb_array_elements(details -> 'problems') AS problem
              WHERE task = 'verify' AND outcome = 'failed'
              GROUP BY 1, 2),
            damaged AS MATERIALIZED (
              SELECT DISTINCT backup FROM found
              WHERE NOT EXISTS (
                SELECT FROM operations.backup_run later
                WHERE later.task IN ('verify', 'expire') AND later.outcome = 'done' AND later.id > found.id
                  AND (jsonb_exists(later.details -> 'backups', found.backup)
                    OR jsonb_exists(later.details -> 'gone', found.backup)
                    OR later.task = 'verify' AND (later.details -> 'deep' = 'true' OR found.deep IS DISTINCT FROM true)
                      AND (jsonb_exists(later.details -> 'chain', found.backup)
                        OR later.details ->> 'keys' = found.backup))))
            SELECT extract(epoch FROM success.finished_at)::float8                       AS last_success,
                   success.size::float8                                                  AS last_size,
                   extract(epoch FROM success.finished_at - success.started_at)::float8  AS last_duration,
                   (SELECT max(extract(epoch FROM made_at)::float8) FROM proven
                    WHERE task = 'verify')                                               AS last_verification,
                   (SELECT max(extract(epoch FROM made_at)::float8) FROM proven
                    WHERE task = 'drill')                                                AS last_drill,
                   (SELECT count(*)::float8 FROM failed
                    WHERE task IN ('full', 'incremental') AND id > coalesce(success.id, 0)
                      AND (finished_at IS NULL OR finished_at > coalesce(success.finished_at, '-infinity')))
                                                                                         AS failures,
                   (SELECT count(*)::float8 FROM unsettled WHERE task = 'verify')
                     + (SELECT count(*) FROM damaged)                                    AS verification_failures,
                   (SELECT count(*)::float8 FROM unsettled WHERE task = 'drill')         AS drill_failures,
                   (SELECT count(*)::float8 FROM unsettled WHERE task = 'expire')        AS expiry_failures,
                   coalesce(jsonb_array_length(success.details -> 'problems'), 0)::float8
                     + (SELECT count(*) FROM (
                          SELECT id, details FROM operations.backup_run
                          WHERE task IN ('full', 'incremental') AND outcome = 'done'
                            AND (details ->> 'copyImages')::boolean
                          ORDER BY id DESC LIMIT 1) copying
                        WHERE (details ->> 'imagesLeftOut')::boolean AND id <> success.id)  AS problems
            FROM (VALUES (1)) always (one)
            LEFT JOIN LATERAL (
              SELECT * FROM operations.backup_run
              WHERE task IN ('full', 'incremental') AND outcome = 'done'
              ORDER BY id DESC LIMIT 1) success ON true""";

    private final PolledValue<BackupFigures> figures;

    BackupRuns(DataSource dataSource) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        this.figures = new PolledValue<>(
                () -> jdbc.sql(FIGURES).query((row, _) -> figures(row)).single(), BackupFigures.UNKNOWN);
    }

    BackupFigures figures() {
        return figures.value();
    }

    private static BackupFigures figures(ResultSet row) throws SQLException {
        return new BackupFigures(
                number(row, "last_success"),
                number(row, "last_size"),
                number(row, "last_duration"),
                number(row, "last_verification"),
                number(row, "last_drill"),
                new BackupFigures.Failures(
                        number(row, "failures"),
                        number(row, "verification_failures"),
                        number(row, "drill_failures"),
                        number(row, "expiry_failures")),
                number(row, "problems"));
    }

    private static double number(ResultSet row, String column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? Double.NaN : number;
    }
}
