package io.talel.ops.backup.runs;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.log.OperatorLog;
import io.talel.ops.backup.outcome.Json;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Rows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Frame of every run with backups: waits for the lock, records progress and outcome, and releases the lock. A
 * verification needs no database: without one it runs unrecorded.
 */
public final class RunRecorder implements Progress, AutoCloseable {

    private static final String UNLOCK = "SELECT pg_advisory_unlock(" + Runs.LOCKS + ", 1)";

    /** Pause between two attempts to get the lock. */
    private static final Duration AGAIN = Duration.ofMillis(500);

    /** Pause between two records of progress. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Longest message that is recorded. */
    private static final int LONGEST = 2000;

    private static final String BEGIN =
            "INSERT INTO operations.backup_run (task, operator, host) VALUES (?, ?, ?) RETURNING id";

    /** Complete at once: while another run is active, a second row without an outcome would be taken for it. */
    private static final String NOT_BEGUN = """
            INSERT INTO operations.backup_run (task, operator, host, started_at, finished_at, outcome, message, details)
            VALUES (?, ?, ?, clock_timestamp() - make_interval(secs => ?), clock_timestamp(), ?, ?, ?::jsonb)""";

    private static final String PROGRESS = """
            UPDATE operations.backup_run SET done = ?, total = ?, message = ?, updated_at = now() WHERE id = ?""";

    private static final String COMPLETE = """
            UPDATE operations.backup_run
            SET outcome = ?, backup = ?, size = ?, message = ?, details = ?::jsonb,
                finished_at = now(), updated_at = now()
            WHERE id = ? AND finished_at IS NULL""";

    private final Database eventStore;
    private final Task task;
    private final Progress watcher;
    private @Nullable Connection connection;
    private long id;
    private @Nullable Long entry;
    private @Nullable BackupId backup;
    private Object details;
    private String unrecorded = "";
    private String doing = "";
    private long toldAt;

    @FunctionalInterface
    public interface Work<T> {
        T with(RunRecorder run) throws SQLException, IOException;
    }

    @FunctionalInterface
    private interface Statement {
        void on(Connection eventStore) throws SQLException;
    }

    private RunRecorder(Database eventStore, Task task, Object wanted, Progress watcher) {
        this.eventStore = eventStore;
        this.task = task;
        this.details = wanted;
        this.watcher = watcher;
    }

    /**
     * Runs the work and records its failure; the work records its success itself. Once a run is cancelled, every error
     * counts as its consequence: an interrupted step may also refuse to go on.
     *
     * @param wanted written as JSON if the run fails, even if it fails to begin
     * @param named whether a person named the backup: a wrong name is not recorded as a failure
     * @throws Refused if another run is still active after the patience
     * @throws Stopped if the run was cancelled
     */
    public static <T> T of(Database eventStore, Task task, Object wanted, Request request, boolean named, Work<T> work)
            throws SQLException, IOException {
        try (RunRecorder run = begin(eventStore, task, wanted, request)) {
            try {
                return work.with(run);
            } catch (SQLException | IOException | RuntimeException e) {
                if (request.watcher().cancelled()) {
                    Stopped stopped = new Stopped(Outcome.CANCELLED, task.givenUp());
                    run.ended(Outcome.CANCELLED, stopped);
                    throw stopped;
                }
                boolean wrongName = e instanceof Refused && named && run.backup == null;
                run.ended(wrongName ? Outcome.CANCELLED : Outcome.FAILED, e);
                throw e;
            }
        }
    }

    /**
     * @throws Refused if another run is still active after the patience
     * @throws Stopped if the run was cancelled while it waited
     */
    public static RunRecorder begin(Database eventStore, Task task, Request request) throws SQLException {
        return begin(eventStore, task, Map.of(), request);
    }

    private static RunRecorder begin(Database eventStore, Task task, Object wanted, Request request)
            throws SQLException {
        RunRecorder run = new RunRecorder(eventStore, task, wanted, request.watcher());
        try {
            run.connection = eventStore.write();
            run.lock(run.connection, request);
            run.id = Rows.number(
                    run.connection,
                    BEGIN,
                    task.toString(),
                    request.operator().name(),
                    request.operator().host());
        } catch (SQLException | RuntimeException e) {
            run.close();
            if (!(e instanceof SQLException failed)) {
                throw e;
            }
            run.unrecorded(failed);
        }
        return run;
    }

    private void lock(Connection connection, Request request) throws SQLException {
        long since = System.nanoTime();
        while (!Rows.is(connection, Runs.LOCK)) {
            Duration waited = Duration.ofNanos(System.nanoTime() - since);
            boolean inVain = waited.compareTo(request.patience()) >= 0;
            if (inVain || !waitALittle()) {
                throw notBegun(connection, request, waited, inVain);
            }
        }
    }

    /**
     * Records that the run did not begin. It has failed if it waited in vain: a schedule counted on it. Without a wait
     * only the operator counted on it, who gets the answer at once.
     *
     * @return why it did not begin
     */
    private RuntimeException notBegun(Connection connection, Request request, Duration waited, boolean inVain)
            throws SQLException {
        String inTheWay = Runs.running(connection);
        boolean cancelled = watcher.cancelled();
        RuntimeException why = cancelled ? new Stopped(Outcome.CANCELLED, task.givenUp()) : new Refused(inTheWay);
        boolean failed = inVain && !cancelled && request.patience().isPositive();
        String message = failed
                ? "Another run did not end within %s: %s."
                        .formatted(Words.seconds(request.patience().toSeconds()), inTheWay)
                : cancelled ? task.givenUp() : "Refused: %s.".formatted(inTheWay);
        try {
            Rows.change(
                    connection,
                    NOT_BEGUN,
                    task.toString(),
                    request.operator().name(),
                    request.operator().host(),
                    waited.toMillis() / 1000.0,
                    (failed ? Outcome.FAILED : Outcome.CANCELLED).toString(),
                    message,
                    Json.line(details));
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
        return why;
    }

    /** @return false if the thread was interrupted */
    private static boolean waitALittle() {
        try {
            Thread.sleep(AGAIN);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Adds an entry to the operator log, which gets the run's outcome; adds none if the reason is empty. */
    public void enter(Operator operator, String command, String reason) throws SQLException {
        if (connection != null && !reason.isBlank()) {
            entry = new OperatorLog(connection).append(operator, command, reason);
        }
    }

    /** Changes the task that is recorded. */
    public void turnsInto(Task other) throws SQLException {
        write(on -> Rows.change(on, "UPDATE operations.backup_run SET task = ? WHERE id = ?", other.toString(), id));
    }

    /** Records the backup that the run works on. */
    public void about(BackupId chosen) {
        backup = chosen;
    }

    /** Records at once what the run is about to do, so that it is known even if the process is killed. */
    public void intends(Object intended) throws SQLException {
        details = intended;
        write(on -> Rows.change(
                on, "UPDATE operations.backup_run SET details = ?::jsonb WHERE id = ?", Json.line(intended), id));
    }

    @Override
    public void at(long done, long total, String what) throws IOException {
        watcher.at(done, total, what);
        goOn();
        if (!what.equals(doing) || done >= total || System.nanoTime() - toldAt >= PAUSE.toNanos()) {
            doing = what;
            toldAt = System.nanoTime();
            try {
                write(on -> Rows.change(on, PROGRESS, done, total, what, id));
            } catch (SQLException e) {
                throw new IOException("the progress could not be recorded: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public boolean cancelled() {
        return watcher.cancelled();
    }

    /**
     * Records the outcome.
     *
     * @param size of the objects written, in bytes
     * @param found written as JSON
     */
    public void complete(Outcome outcome, @Nullable Long size, String message, Object found) throws SQLException {
        write(on -> {
            try {
                complete(on, outcome, size, message, found);
            } catch (SQLException lost) {
                // Uses a new connection: a lost lock connection must not make a finished run look cut off.
                try (Connection another = eventStore.write()) {
                    complete(another, outcome, size, message, found);
                } catch (SQLException e) {
                    lost.addSuppressed(e);
                    throw lost;
                }
            }
        });
    }

    private void complete(Connection on, Outcome outcome, @Nullable Long size, String message, Object found)
            throws SQLException {
        @Nullable String about = backup == null ? null : backup.toString();
        Rows.change(on, COMPLETE, outcome.toString(), about, size, message, Json.line(found), id);
        if (entry != null) {
            new OperatorLog(on).complete(entry, outcome, message);
        }
    }

    /** Records the outcome; the exception reaches the operator even if recording fails. */
    private void ended(Outcome outcome, Exception why) {
        try {
            complete(outcome, null, Words.cut(String.valueOf(why.getMessage()), LONGEST), details);
        } catch (SQLException | RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** Why the run was not recorded; empty if it was. */
    public String unrecorded() {
        return unrecorded;
    }

    private void write(Statement statement) throws SQLException {
        if (connection != null && unrecorded.isEmpty()) {
            try {
                statement.on(connection);
            } catch (SQLException e) {
                unrecorded(e);
            }
        }
    }

    /** Without a database a verification continues; any other task fails. */
    private void unrecorded(SQLException why) throws SQLException {
        if (task != Task.VERIFY) {
            throw why;
        }
        unrecorded = String.valueOf(why.getMessage());
    }

    /**
     * Releases the lock itself, since the server ends a session only a moment after its connection is closed, and refuses the
     * next run until then. A failure is ignored: everything is recorded by now, and a session that ends has no lock.
     */
    @Override
    public void close() {
        if (connection != null) {
            try (Connection ending = connection) {
                Rows.first(ending, UNLOCK, row -> row.getBoolean(1));
            } catch (SQLException _) {
                // The server ends the session itself.
            }
        }
    }
}
