package io.talel.ops.console.projections;

import io.talel.ops.console.command.Console;
import io.talel.ops.console.command.Output;
import io.talel.ops.console.command.Words;
import io.talel.query.rebuild.RebuildProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a rebuild is: a bar on a terminal, otherwise one JSON line every 5 s. Where the command's answer is JSON
 * itself, the lines go to the error stream, so that standard output is one document.
 */
final class ProgressDisplay implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int WIDTH = 30;

    private final Console console;
    private final PrintWriter lines;
    private final boolean bar;
    private @Nullable Instant last;

    ProgressDisplay(Console console, Output output) {
        this.console = console;
        this.bar = console.terminal() && !output.isJson();
        this.lines = bar || output.isJson() ? console.err() : console.out();
    }

    void show(RebuildProgress progress) {
        Instant now = console.clock().instant();
        if (bar) {
            lines.print("\r\033[K" + bar(progress));
            lines.flush();
        } else if (last == null || !now.isBefore(last.plus(PAUSE))) {
            lines.println(Output.json(document(progress)));
            last = now;
        }
    }

    static String bar(RebuildProgress progress) {
        double share = progress.total() == 0 ? 1 : Math.min(1.0, (double) progress.done() / progress.total());
        int filled = (int) (share * WIDTH);
        Duration remaining = progress.remaining();
        return "%s [%s%s] %3d %%  %d/%d  %.0f events/s%s%s"
                .formatted(
                        phase(progress),
                        "#".repeat(filled),
                        ".".repeat(WIDTH - filled),
                        (int) (share * 100),
                        progress.done(),
                        progress.total(),
                        progress.eventsPerSecond(),
                        remaining == null ? "" : "  " + Words.seconds(remaining.toSeconds()) + " left",
                        progress.errors() == 0 ? "" : "  " + progress.errors() + " parked");
    }

    private static Map<String, @Nullable Object> document(RebuildProgress progress) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("projection", progress.projection());
        document.put("generation", progress.generation());
        document.put("phase", phase(progress));
        document.put("done", progress.done());
        document.put("total", progress.total());
        document.put("eventsPerSecond", progress.eventsPerSecond());
        Duration remaining = progress.remaining();
        document.put("remainingSeconds", remaining == null ? null : remaining.toSeconds());
        document.put("errors", progress.errors());
        return document;
    }

    private static String phase(RebuildProgress progress) {
        return progress.phase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public void close() {
        if (bar) {
            lines.println();
        }
    }
}
