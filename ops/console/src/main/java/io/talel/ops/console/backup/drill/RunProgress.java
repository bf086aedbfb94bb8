package io.talel.ops.console.backup.drill;

import io.talel.ops.console.backup.restore.RestoreProgress;
import io.talel.ops.console.backup.runs.Runs;
import java.sql.SQLException;

/** Tells whoever looks at the run, once a second, and passes it on. */
final class RunProgress implements RestoreProgress {

    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final Runs.Current run;
    private final RestoreProgress next;
    private long told = System.nanoTime() - PAUSE_NANOS;

    RunProgress(Runs.Current run, RestoreProgress next) {
        this.run = run;
        this.next = next;
    }

    @Override
    public void at(long done, long total, String doing) {
        next.at(done, total, doing);
        if (System.nanoTime() - told >= PAUSE_NANOS) {
            told = System.nanoTime();
            try {
                run.progress(done, total, doing);
            } catch (SQLException e) {
                throw new IllegalStateException("the drill cannot be written down any more: " + e.getMessage(), e);
            }
        }
    }
}
