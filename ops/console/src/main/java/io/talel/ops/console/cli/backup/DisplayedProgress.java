package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.runs.Progress;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.cli.Interruption;
import io.talel.ops.console.cli.ProgressDisplay;
import java.util.function.BooleanSupplier;

/** Shows the progress of a run on the console, and cancels the run on Ctrl-C. */
final class DisplayedProgress implements Progress, AutoCloseable {

    private final ProgressDisplay display;
    private final BooleanSupplier endWanted;

    DisplayedProgress(Console console, Interruption interruption) {
        this(console, interruption::asked);
    }

    DisplayedProgress(Console console, BooleanSupplier endWanted) {
        this.display = new ProgressDisplay(console);
        this.endWanted = endWanted;
    }

    @Override
    public void at(long done, long total, String doing) {
        display.at(done, total, doing);
    }

    @Override
    public boolean cancelled() {
        return endWanted.getAsBoolean();
    }

    @Override
    public void close() {
        display.close();
    }
}
