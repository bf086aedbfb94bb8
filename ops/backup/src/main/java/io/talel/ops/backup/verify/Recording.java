package io.talel.ops.backup.verify;

import io.talel.ops.backup.dump.Progress;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.runs.Runs;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.backup.store.Database;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes down a verification where the database is there to do so; what is verified may be all that is left of it. */
final class Recording implements Progress, AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Progress watcher;
    private Runs.@Nullable Current run;
    private String unrecorded = "";
    private long toldAt = System.nanoTime();

    /** @throws Refused if something else is being done with backups */
    Recording(Database eventStore, Operator operator, Duration patience, Progress watcher) {
        this.watcher = watcher;
        try {
            run = Runs.begin(eventStore, Task.VERIFY, operator, patience);
        } catch (SQLException e) {
            unrecorded = String.valueOf(e.getMessage());
        }
    }

    @Override
    public void at(long done, long total, String doing) throws IOException {
        if (watcher.cancelled()) {
            throw new InterruptedIOException("somebody wants an end");
        }
        watcher.at(done, total, doing);
        if (System.nanoTime() - toldAt > PAUSE.toNanos()) {
            toldAt = System.nanoTime();
            write(current -> current.progress(done, total, doing));
        }
    }

    /** @param details JSON */
    void complete(Outcome outcome, @Nullable String backup, String message, String details) {
        write(current -> current.complete(outcome, backup, null, message, details));
    }

    /** Why nothing was written down; empty if it was. */
    String unrecorded() {
        return unrecorded;
    }

    @FunctionalInterface
    private interface Step {
        void of(Runs.Current run) throws SQLException;
    }

    private void write(Step step) {
        if (run == null || !unrecorded.isEmpty()) {
            return;
        }
        try {
            step.of(run);
        } catch (SQLException e) {
            unrecorded = String.valueOf(e.getMessage());
        }
    }

    @Override
    public void close() {
        if (run != null) {
            try {
                run.close();
            } catch (SQLException e) {
                unrecorded = String.valueOf(e.getMessage());
            }
        }
    }
}
