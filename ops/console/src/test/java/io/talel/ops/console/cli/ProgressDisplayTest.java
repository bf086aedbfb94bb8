package io.talel.ops.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.outcome.ProgressSample;
import io.talel.ops.backup.store.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProgressDisplayTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Instant now = Instant.parse("2026-11-25T10:00:00Z");

    @Test
    void the_bar_shows_how_much_is_done_how_fast_and_for_how_long_still() {
        assertThat(new ProgressSample("filling", 500, 1000, "events", 250, Duration.ofSeconds(2), "1 parked", Map.of())
                        .bar())
                .isEqualTo(
                        "filling [###############...............]  50 %  500/1000  250 events/s  2 s left  1 parked");
    }

    @Test
    void nothing_to_do_is_done() {
        assertThat(new ProgressSample("catching up", 0, 0, "events", 0, null, "", Map.of()).bar())
                .startsWith("catching up [##############################] 100 %");
    }

    @Test
    void without_a_terminal_there_is_a_line_every_five_seconds_with_the_speed_since_it_began() {
        ProgressDisplay display = new ProgressDisplay(context(false));

        display.at(0, 1000, "events");
        later(2);
        display.at(200, 1000, "events");
        later(3);
        display.at(500, 1000, "events");

        assertThat(out.toString().lines()).hasSize(2);
        JsonNode line =
                JsonMapper.shared().readTree(out.toString().lines().toList().getLast());
        assertThat(line.path("phase").asString()).isEqualTo("events");
        assertThat(line.path("done").asLong()).isEqualTo(500);
        assertThat(line.path("eventsPerSecond").asDouble()).isEqualTo(100);
        assertThat(line.path("remainingSeconds").asLong()).isEqualTo(5);
    }

    @Test
    void a_terminal_gets_a_bar_that_ends_its_line_and_nothing_if_nothing_was_shown() {
        try (ProgressDisplay _ = new ProgressDisplay(context(true))) {
            // Nothing is shown.
        }
        assertThat(err.toString()).isEmpty();

        try (ProgressDisplay display = new ProgressDisplay(context(true))) {
            display.at(10, 10, "images");
        }
        assertThat(err.toString()).contains("images [", "100 %", "10/10").endsWith(System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    private void later(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private CommandContext context(boolean terminal) {
        return new CommandContext(
                new Settings(Map.of()),
                new Operator("grace", "here"),
                new Clock() {
                    @Override
                    public Instant instant() {
                        return now;
                    }

                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }
                },
                terminal,
                false,
                new PrintWriter(out, true),
                new PrintWriter(err, true));
    }
}
