package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.dump.Progress;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.cli.Interruption;
import io.talel.ops.console.cli.Output;
import io.talel.ops.console.cli.ProgressDisplay;

/** Somebody sits before it, sees how far it is and may end it. */
final class WatchedRun implements Progress, AutoCloseable {

    private final ProgressDisplay display;
    private final Interruption interruption;

    WatchedRun(Console console, Output output, Interruption interruption) {
        this.display = new ProgressDisplay(console, output);
        this.interruption = interruption;
    }

    @Override
    public void at(long done, long total, String doing) {
        display.at(done, total, doing);
    }

    @Override
    public boolean cancelled() {
        return interruption.asked();
    }

    @Override
    public void close() {
        display.close();
    }
}
