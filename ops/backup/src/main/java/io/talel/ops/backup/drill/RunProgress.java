package io.talel.ops.backup.drill;

import io.talel.ops.backup.dump.Progress;
import io.talel.ops.backup.restore.RestoreProgress;
import io.talel.ops.backup.runs.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

/** Tells whoever looks at the run, once a second, and whoever watches it, who may want an end. */
final class RunProgress implements RestoreProgress {

    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final Runs.Current run;
    private final Progress watcher;
    private long told = System.nanoTime() - PAUSE_NANOS;

    RunProgress(Runs.Current run, Progress watcher) {
        this.run = run;
        this.watcher = watcher;
    }

    @Override
    public void at(long done, long total, String doing) {
        if (cancelled()) {
            throw new IllegalStateException("somebody wants an end");
        }
        try {
            watcher.at(done, total, doing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (System.nanoTime() - told >= PAUSE_NANOS) {
            told = System.nanoTime();
            try {
                run.progress(done, total, doing);
            } catch (SQLException e) {
                throw new IllegalStateException("the drill cannot be written down any more: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public boolean cancelled() {
        return watcher.cancelled();
    }
}
