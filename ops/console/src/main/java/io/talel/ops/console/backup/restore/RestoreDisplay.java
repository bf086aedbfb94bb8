package io.talel.ops.console.backup.restore;

import io.talel.ops.console.command.Console;
import io.talel.ops.console.command.Output;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far a restore is: a line that is written over on a terminal, otherwise one JSON line every 5 s. */
public final class RestoreDisplay implements RestoreProgress, AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Console console;
    private final PrintWriter lines;
    private final boolean bar;
    private @Nullable Instant last;

    public RestoreDisplay(Console console, Output output) {
        this.console = console;
        this.bar = console.terminal() && !output.isJson();
        this.lines = bar || output.isJson() ? console.err() : console.out();
    }

    @Override
    public void at(long done, long total, String doing) {
        Instant now = console.clock().instant();
        if (bar) {
            lines.print("\r\033[K%s %d/%d".formatted(doing, done, total));
            lines.flush();
        } else if (last == null || !now.isBefore(last.plus(PAUSE))) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("phase", doing);
            document.put("done", done);
            document.put("total", total);
            lines.println(Output.json(document));
            last = now;
        }
    }

    @Override
    public void close() {
        if (bar) {
            lines.println();
        }
    }
}
