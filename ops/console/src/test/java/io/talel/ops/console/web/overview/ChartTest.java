package io.talel.ops.console.web.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.web.overview.Chart.Value;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void the_newest_value_is_at_the_right_and_the_largest_at_the_top() {
        Chart chart = chart(secondsAgo(20, 0), secondsAgo(10, 12), secondsAgo(0, 6));

        assertThat(chart.path()).isEqualTo("M336.0 48.0L336.0 48.0L348.0 0.0L360.0 24.0");
        assertThat(chart.now()).isEqualTo("6.0/s");
        assertThat(chart.most()).isEqualTo("12/s");
    }

    @Test
    void more_than_five_minutes_take_the_whole_width() {
        assertThat(chart(secondsAgo(400, 1), secondsAgo(0, 1)).path())
                .isEqualTo("M0.0 0.0L0.0 0.0M360.0 0.0L360.0 0.0");
    }

    @Test
    void the_line_breaks_where_values_are_missing() {
        assertThat(chart(secondsAgo(30, 1), secondsAgo(10, 1), secondsAgo(0, 1)).path())
                .isEqualTo("M324.0 0.0L324.0 0.0M348.0 0.0L348.0 0.0L360.0 0.0");
    }

    @Test
    void nothing_happening_is_a_line_at_the_bottom() {
        Chart chart = chart(secondsAgo(10, 0), secondsAgo(0, 0));

        assertThat(chart.path()).isEqualTo("M348.0 48.0L348.0 48.0L360.0 48.0");
        assertThat(chart.most()).isEqualTo("0.0/s");
    }

    private static Chart chart(Value... values) {
        return new Chart("Events", "/s", List.of(values));
    }

    private static Value secondsAgo(long seconds, double value) {
        return new Value(NOW.minusSeconds(seconds), value);
    }
}
