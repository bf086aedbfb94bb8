package io.talel.ops.backup.runs;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Table {@code operations.backup_run}. An advisory lock of the database allows one run at a time. */
public final class Runs {

    /** First number of the operators' advisory locks. */
    public static final int LOCKS = 7114203;

    /** Asks for the lock that every run with backups takes, and every restore. */
    public static final String LOCK = "SELECT pg_try_advisory_lock(" + LOCKS + ", 1)";

    private static final String FAILED = """
            INSERT INTO operations.backup_run (task, operator, host, finished_at, outcome, message)
            VALUES (?, ?, ?, now(), 'failed', ?)""";

    private static final String SELECT = """
            SELECT run.*,
                   finished_at IS NULL
                     AND id = (SELECT max(id) FROM operations.backup_run WHERE finished_at IS NULL)
                     AND EXISTS (
                     SELECT 1 FROM pg_locks
                     WHERE locktype = 'advisory' AND classid = %s AND objid = 1 AND objsubid = 2 AND granted
                       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS alive
            FROM operations.backup_run run""".formatted(String.valueOf(LOCKS));

    private static final String MADE_KEYS = """
            SELECT 1 FROM operations.backup_run
            WHERE task IN ('full', 'incremental') AND details ->> 'keys' = ? AND details -> 'database' = to_jsonb(?::bigint)
            ORDER BY id DESC LIMIT 1""";

    private static final String ENDED =
            "SELECT * FROM (" + SELECT + " WHERE task = ANY (?)) run WHERE %s ORDER BY id DESC LIMIT 1";

    private static final String DONE = "outcome = 'done' AND (task <> 'verify' OR backup IS NOT NULL)";

    private static final Rows.Row<Run> RUN = Rows.to(Run.class);

    private Runs() {}

    /**
     * Records a run that failed before it could start, for example without a key or bucket; does nothing without a
     * database.
     */
    public static void failed(Database eventStore, Task task, Operator operator, Exception why) {
        try (Connection connection = eventStore.write()) {
            Rows.change(
                    connection,
                    FAILED,
                    task.toString(),
                    operator.name(),
                    operator.host(),
                    String.valueOf(why.getMessage()));
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    public static Optional<Run> current(Connection eventStore) throws SQLException {
        return Rows.first(eventStore, SELECT + " WHERE finished_at IS NULL ORDER BY id DESC LIMIT 1", RUN)
                .filter(Run::running);
    }

    /** Why no other run can start now. */
    public static String running(Connection eventStore) throws SQLException {
        return current(eventStore)
                .map(run -> "%s of %s on %s has been running since %s"
                        .formatted(run.task(), run.operator(), run.host(), run.startedAt()))
                .orElse("another run with backups is active");
    }

    /** Identity of this database; each restore starts a new one. */
    public static Optional<UUID> lineage(Connection eventStore) throws SQLException {
        return Rows.first(
                eventStore,
                "SELECT id FROM operations.lineage ORDER BY number DESC LIMIT 1",
                row -> row.getObject(1, UUID.class));
    }

    /**
     * Whether this database made a backup of keys. A copy of its disk has another run log from then on.
     *
     * @param database number of the database within its server: a copy within the server has the run log, but another
     *     number
     */
    public static boolean madeKeys(Connection eventStore, BackupId keys, long database) throws SQLException {
        return Rows.first(eventStore, MADE_KEYS, row -> row.getInt(1), keys.toString(), database)
                .isPresent();
    }

    /** Newest runs, the newest first. */
    public static List<Run> newest(Connection eventStore, int limit) throws SQLException {
        return Rows.list(eventStore, SELECT + " ORDER BY id DESC LIMIT ?", RUN, limit);
    }

    /** Newest successful run of these tasks. */
    public static Optional<Run> lastDone(Connection eventStore, Task... tasks) throws SQLException {
        return Rows.first(
                eventStore,
                SELECT + " WHERE outcome = 'done' AND task = ANY (?) ORDER BY id DESC LIMIT 1",
                RUN,
                (Object) names(tasks));
    }

    /**
     * Newest run of these tasks that succeeded, failed or was cut off. Ignores cancelled runs, runs that only chose what
     * to verify, and failures before the end of the last success: it was in the way of a run that waited in vain.
     */
    public static Optional<Run> lastEnded(Connection eventStore, Task... tasks) throws SQLException {
        Optional<Run> done = Rows.first(eventStore, ENDED.formatted(DONE), RUN, (Object) names(tasks));
        return Rows.first(
                        eventStore,
                        ENDED.formatted(DONE + " OR outcome = 'failed' OR finished_at IS NULL AND NOT alive"),
                        RUN,
                        (Object) names(tasks))
                .map(last -> done.filter(success -> success.endedAfter(last)).orElse(last));
    }

    /**
     * Newest failed or cut-off proof without a later success for the same or a newer backup; a deep verification needs
     * a later deep one. Ignores proofs that found damage, which is recorded separately.
     *
     * @param proof {@link Task#VERIFY} or {@link Task#DRILL}
     */
    public static Optional<Run> lastUnsettled(Connection eventStore, Task proof) throws SQLException {
        return Rows.first(
                eventStore,
                "SELECT * FROM (" + SELECT + " WHERE task = ?) run"
                        + " WHERE (outcome = 'failed' OR finished_at IS NULL AND NOT alive)"
                        + " AND NOT jsonb_exists(details, 'problems') AND NOT EXISTS ("
                        + "   SELECT FROM operations.backup_run later"
                        + "   WHERE later.task = run.task AND later.outcome = 'done'"
                        + "     AND later.finished_at > coalesce(run.finished_at, run.updated_at)"
                        + "     AND later.backup COLLATE \"C\" >= coalesce(run.backup, '') COLLATE \"C\""
                        + "     AND (later.details -> 'deep' = 'true' OR run.details -> 'deep' IS DISTINCT FROM 'true'))"
                        + " ORDER BY id DESC LIMIT 1",
                RUN,
                proof.toString());
    }

    private static String[] names(Task... tasks) {
        return Stream.of(tasks).map(Task::toString).toArray(String[]::new);
    }
}
