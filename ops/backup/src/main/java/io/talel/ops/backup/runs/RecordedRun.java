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
 * The frame of everything that is done with backups: waits for its turn, writes down how far it is and what became of it, and
 * holds the lock meanwhile. A verification needs no database: without one it goes on, unrecorded.
 */
public final class RecordedRun implements Progress, AutoCloseable {

    private static final String LOCK = "SELECT pg_try_advisory_lock(7114203, 1)";

    /** Pause between two attempts to get the lock. */
    private static final Duration AGAIN = Duration.ofMillis(500);

    /** Pause between two records of progress. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Longest message that is recorded. */
    private static final int LONGEST = 2000;

    private static final String BEGIN =
            "INSERT INTO operations.backup_run (task, operator, host) VALUES (?, ?, ?) RETURNING id";

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
    private Object details = Map.of();
    private String unrecorded = "";
    private String doing = "";
    private long toldAt;

    /** What is done within the frame. */
    @FunctionalInterface
    public interface Work<T> {
        T with(RecordedRun run) throws SQLException, IOException;
    }

    @FunctionalInterface
    private interface Statement {
        void on(Connection eventStore) throws SQLException;
    }

    private RecordedRun(Database eventStore, Task task, Progress watcher) {
        this.eventStore = eventStore;
        this.task = task;
        this.watcher = watcher;
    }

    /**
     * Does it, and records how it failed if it does; the work itself records how it ended well.
     *
     * @param named whether a person chose the backup by its name: a name that is wrong is not recorded as a failure
     * @throws Refused if something else is still being done after the patience
     * @throws Stopped if whoever watches wanted an end
     */
    public static <T> T of(Database eventStore, Task task, Request request, boolean named, Work<T> work)
            throws SQLException, IOException {
        try (RecordedRun run = begin(eventStore, task, request)) {
            try {
                return work.with(run);
            } catch (SQLException | IOException | RuntimeException e) {
                boolean refused = e instanceof Refused;
                if (request.watcher().cancelled() && !refused) {
                    Stopped stopped = new Stopped(Outcome.CANCELLED, task.givenUp());
                    run.ended(Outcome.CANCELLED, stopped);
                    throw stopped;
                }
                run.ended(refused && named && run.backup == null ? Outcome.CANCELLED : Outcome.FAILED, e);
                throw e;
            }
        }
    }

    /** @throws Refused if something else is still being done after the patience */
    public static RecordedRun begin(Database eventStore, Task task, Request request) throws SQLException {
        RecordedRun run = new RecordedRun(eventStore, task, request.watcher());
        try {
            run.connection = eventStore.write();
            run.lock(run.connection, request.patience());
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

    private void lock(Connection connection, Duration patience) throws SQLException {
        long since = System.nanoTime();
        while (!Rows.first(connection, LOCK, row -> row.getBoolean(1)).orElseThrow()) {
            if (System.nanoTime() - since >= patience.toNanos() || !waitALittle()) {
                throw new Refused(Runs.running(connection));
            }
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

    /** Writes an entry of the operator log that gets the same outcome; none without a reason. */
    public void enter(Operator operator, String command, String reason) throws SQLException {
        if (connection != null && !reason.isBlank()) {
            entry = new OperatorLog(connection).append(operator, command, reason);
        }
    }

    /** It turned out to be another task. */
    public void turnsInto(Task other) throws SQLException {
        write(on -> Rows.change(on, "UPDATE operations.backup_run SET task = ? WHERE id = ?", other.toString(), id));
    }

    /** Which backup it is about. */
    public void about(BackupId chosen) {
        backup = chosen;
    }

    /** @param wanted written as JSON if it fails */
    public void wants(Object wanted) {
        details = wanted;
    }

    /** As {@link #wants}, written at once, so that it is known even if the process is killed. */
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
                throw new IOException("it could not be written down how far this is: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public boolean cancelled() {
        return watcher.cancelled();
    }

    /**
     * How it ended.
     *
     * @param size of the objects written, in bytes
     * @param found written as JSON
     */
    public void complete(Outcome outcome, @Nullable Long size, String message, Object found) throws SQLException {
        write(on -> {
            try {
                complete(on, outcome, size, message, found);
            } catch (SQLException lost) {
                // What was done must not look cut off because the connection that holds the lock is gone.
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

    /** What ended it is told, even where it cannot be written down. */
    private void ended(Outcome outcome, Exception why) {
        try {
            complete(outcome, null, Words.cut(String.valueOf(why.getMessage()), LONGEST), details);
        } catch (SQLException | RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** Why nothing was written down; empty if it was. */
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

    /** Without a database a verification goes on; anything else fails. */
    private void unrecorded(SQLException why) throws SQLException {
        if (task != Task.VERIFY) {
            throw why;
        }
        unrecorded = String.valueOf(why.getMessage());
    }

    /** That the connection cannot be closed changes nothing: all is written down by now. */
    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException _) {
            // The server ends the session by itself.
        }
    }
}
