package io.talel.ops.backup.runs;

import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table {@code operations.backup_run}: at most one thing is done at a time, by an advisory lock of the database. */
public final class Runs {

    private static final String LOCK = "SELECT pg_try_advisory_lock(7114203, 1)";

    /** How often it is tried by whoever waits for it. */
    private static final Duration AGAIN = Duration.ofMillis(500);

    private static final String BEGIN = """
            INSERT INTO operations.backup_run (task, operator, host) VALUES (?, ?, ?) RETURNING id""";

    private static final String FAILED = """
            INSERT INTO operations.backup_run (task, operator, host, finished_at, outcome, message)
            VALUES (?, ?, ?, now(), 'failed', ?)""";

    private static final String COMPLETE = """
            UPDATE operations.backup_run
            SET outcome = ?, backup = ?, size = ?, message = ?, details = ?::jsonb,
                finished_at = now(), updated_at = now()
            WHERE id = ? AND finished_at IS NULL""";

    private static final String SELECT = """
            SELECT run.*,
                   finished_at IS NULL
                     AND id = (SELECT max(id) FROM operations.backup_run WHERE finished_at IS NULL)
                     AND EXISTS (
                     SELECT 1 FROM pg_locks
                     WHERE locktype = 'advisory' AND classid = 7114203 AND objid = 1 AND objsubid = 2 AND granted
                       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS alive
            FROM operations.backup_run run""";

    private Runs() {}

    /** One that is being done: holds the lock until it is closed. */
    public static final class Current implements AutoCloseable {

        private final Database eventStore;
        private final Connection connection;
        private final long id;

        private Current(Database eventStore, Connection connection, long id) {
            this.eventStore = eventStore;
            this.connection = connection;
            this.id = id;
        }

        /** It turned out to be another task. */
        public void turnsInto(Task task) throws SQLException {
            Rows.change(connection, "UPDATE operations.backup_run SET task = ? WHERE id = ?", task.toString(), id);
        }

        /**
         * What it is about to do, so that this is known even if it is killed.
         *
         * @param details JSON
         */
        public void intends(String details) throws SQLException {
            Rows.change(connection, "UPDATE operations.backup_run SET details = ?::jsonb WHERE id = ?", details, id);
        }

        public void progress(long done, long total, String message) throws SQLException {
            Rows.change(
                    connection,
                    "UPDATE operations.backup_run SET done = ?, total = ?, message = ?, updated_at = now() WHERE id = ?",
                    done,
                    total,
                    message,
                    id);
        }

        /**
         * If the connection that holds the lock is gone, on another one: what was done is not to look cut off.
         *
         * @param details JSON
         */
        public void complete(
                Outcome outcome, @Nullable String backup, @Nullable Long size, String message, String details)
                throws SQLException {
            try {
                Rows.change(connection, COMPLETE, outcome.toString(), backup, size, message, details, id);
            } catch (SQLException lost) {
                try (Connection another = eventStore.write()) {
                    Rows.change(another, COMPLETE, outcome.toString(), backup, size, message, details, id);
                } catch (SQLException e) {
                    lost.addSuppressed(e);
                    throw lost;
                }
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    /** @throws Refused if something is being done */
    public static Current begin(Database eventStore, Task task, Operator operator) throws SQLException {
        return begin(eventStore, task, operator, Duration.ZERO);
    }

    /**
     * @param patience how long to wait for what is being done
     * @throws Refused if it is still being done then
     */
    public static Current begin(Database eventStore, Task task, Operator operator, Duration patience)
            throws SQLException {
        Connection connection = eventStore.write();
        try {
            long since = System.nanoTime();
            while (!Rows.first(connection, LOCK, row -> row.getBoolean(1)).orElseThrow()) {
                Duration waited = Duration.ofNanos(System.nanoTime() - since);
                if (waited.compareTo(patience) >= 0 || !waitALittle()) {
                    throw new Refused(running(connection));
                }
            }
            return new Current(
                    eventStore,
                    connection,
                    Rows.number(connection, BEGIN, task.toString(), operator.name(), operator.host()));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Records what failed before it could begin, for want of a key or a bucket; nothing where no database answers. */
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

    /** @return false if this thread is to end */
    private static boolean waitALittle() {
        try {
            Thread.sleep(AGAIN);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What is being done at this moment. */
    public static Optional<Run> current(Connection eventStore) throws SQLException {
        return Rows.first(eventStore, SELECT + " WHERE finished_at IS NULL ORDER BY id DESC LIMIT 1", Runs::run)
                .filter(Run::running);
    }

    /** Why nothing else can be done at this moment. */
    public static String running(Connection eventStore) throws SQLException {
        return current(eventStore)
                .map(run -> "%s of %s on %s is being done since %s"
                        .formatted(run.task(), run.operator(), run.host(), run.startedAt()))
                .orElse("something else is being done with backups");
    }

    /** The newest first. */
    public static List<Run> newest(Connection eventStore, int limit) throws SQLException {
        return Rows.list(eventStore, SELECT + " ORDER BY id DESC LIMIT ?", Runs::run, limit);
    }

    /** The newest that was done, of these tasks. */
    public static Optional<Run> lastDone(Connection eventStore, Task... tasks) throws SQLException {
        return Rows.first(
                eventStore,
                SELECT + " WHERE outcome = 'done' AND task = ANY (?) ORDER BY id DESC LIMIT 1",
                Runs::run,
                (Object) names(tasks));
    }

    /**
     * The newest of these tasks that was done, failed or was cut off; what an operator gave up says nothing, nor does the choice
     * of what is to be verified.
     */
    public static Optional<Run> lastEnded(Connection eventStore, Task... tasks) throws SQLException {
        return Rows.first(
                eventStore,
                "SELECT * FROM (" + SELECT + " WHERE task = ANY (?)) run"
                        + " WHERE outcome = 'failed' OR outcome = 'done' AND (task <> 'verify' OR backup IS NOT NULL)"
                        + " OR finished_at IS NULL AND NOT alive"
                        + " ORDER BY id DESC LIMIT 1",
                Runs::run,
                (Object) names(tasks));
    }

    /**
     * The newest proof that failed or was cut off, and that no later one of the same backup, or of a newer one, has made up
     * for; for one that decrypts everything only another such does. Damage that it found is kept account of elsewhere.
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
                        + "   WHERE later.task = run.task AND later.outcome = 'done' AND later.id > run.id"
                        + "     AND later.backup COLLATE \"C\" >= coalesce(run.backup, '') COLLATE \"C\""
                        + "     AND (later.details -> 'deep' = 'true' OR run.details -> 'deep' IS DISTINCT FROM 'true'))"
                        + " ORDER BY id DESC LIMIT 1",
                Runs::run,
                proof.toString());
    }

    private static String[] names(Task... tasks) {
        return Stream.of(tasks).map(Task::toString).toArray(String[]::new);
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getLong("id"),
                row.getString("task"),
                row.getString("operator"),
                row.getString("host"),
                Rows.time(row, "started_at"),
                Rows.time(row, "updated_at"),
                Rows.timeOrNull(row, "finished_at"),
                row.getString("outcome"),
                row.getString("backup"),
                row.getLong("done"),
                row.getLong("total"),
                Rows.longOrNull(row, "size"),
                row.getString("message"),
                row.getString("details"),
                row.getBoolean("alive"));
    }
}
