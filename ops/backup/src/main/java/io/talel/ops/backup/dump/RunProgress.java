package io.talel.ops.backup.dump;

import io.talel.ops.backup.runs.Runs;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** Tells about once a second how far a run is: writes it down where everybody can see it, and tells whoever watches. */
final class RunProgress implements Progress {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Runs.Current run;
    private final Progress watcher;
    private String doing = "";
    private long toldAt;

    RunProgress(Runs.Current run, Progress watcher) {
        this.run = run;
        this.watcher = watcher;
    }

    @Override
    public void at(long done, long total, String what) throws IOException {
        long now = System.nanoTime();
        if (what.equals(doing) && done < total && now - toldAt < PAUSE.toNanos()) {
            return;
        }
        doing = what;
        toldAt = now;
        watcher.at(done, total, what);
        try {
            run.progress(done, total, what);
        } catch (SQLException e) {
            throw new IOException("it could not be written down how far the backup is: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean cancelled() {
        return watcher.cancelled();
    }
}
