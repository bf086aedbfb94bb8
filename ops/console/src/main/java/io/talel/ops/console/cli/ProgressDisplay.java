package io.talel.ops.console.cli;

import io.talel.ops.backup.outcome.Json;
import io.talel.ops.backup.outcome.ProgressSample;
import io.talel.ops.backup.runs.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows progress: a bar on a terminal, otherwise one JSON line every 5 s. If the answer is JSON, the lines go to
 * standard error, so that standard output holds one document. Cancels a run that asks it.
 */
public final class ProgressDisplay implements Progress, AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final CommandContext context;
    private final BooleanSupplier cancelled;
    private final PrintWriter lines;
    private final boolean bar;
    private @Nullable Instant last;
    private String doing = "";
    private Instant since = Instant.EPOCH;

    /** For what is cancelled in another way. */
    public ProgressDisplay(CommandContext context) {
        this(context, () -> false);
    }

    public ProgressDisplay(CommandContext context, BooleanSupplier cancelled) {
        this.context = context;
        this.cancelled = cancelled;
        this.bar = context.terminal() && !context.json();
        this.lines = bar || context.json() ? context.err() : context.out();
    }

    public void show(ProgressSample sample) {
        Instant now = context.clock().instant();
        if (bar) {
            lines.print("\r\033[K" + sample.bar());
            lines.flush();
            last = now;
        } else if (last == null || !now.isBefore(last.plus(PAUSE))) {
            lines.println(Json.line(sample.document()));
            last = now;
        }
    }

    /**
     * Shows progress with the average speed since the start.
     *
     * @param what is counted, one word in the plural: events
     */
    @Override
    public void at(long done, long total, String what) {
        Instant now = context.clock().instant();
        if (!what.equals(doing)) {
            doing = what;
            since = now;
        }
        double seconds = Duration.between(since, now).toMillis() / 1000.0;
        double perSecond = seconds == 0 ? 0 : done / seconds;
        Duration remaining = perSecond == 0 ? null : Duration.ofSeconds((long) ((total - done) / perSecond));
        show(new ProgressSample(what, done, total, what, perSecond, remaining, "", Map.of()));
    }

    @Override
    public boolean cancelled() {
        return cancelled.getAsBoolean();
    }

    @Override
    public void close() {
        if (bar && last != null) {
            lines.println();
        }
    }
}
