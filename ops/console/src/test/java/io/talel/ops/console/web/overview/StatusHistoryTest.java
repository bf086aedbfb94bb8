package io.talel.ops.console.web.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.web.overview.Chart.Value;
import io.talel.ops.console.web.overview.StatusHistory.Look;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusHistoryTest {

    private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");

    private final Deque<Look> next = new ArrayDeque<>();
    private final StatusHistory history = new StatusHistory(this::take);

    @Test
    void one_look_makes_no_chart() {
        look(0, 7, Map.of("article", 0.0));

        assertThat(history.charts()).isEmpty();
    }

    @Test
    void events_are_counted_per_second_and_every_projection_has_a_chart() {
        look(0, 100, Map.of("user", 0.0, "article", 0.0));
        look(10, 150, Map.of("user", 0.0, "article", 2.5));

        assertThat(history.charts()).extracting(Chart::name).containsExactly("Events", "article behind", "user behind");
        assertThat(history.charts().getFirst().values()).containsExactly(new Value(START.plusSeconds(10), 5));
        assertThat(history.charts().get(1).now()).isEqualTo("2.5 s");
    }

    @Test
    void a_projection_that_is_new_begins_when_it_is_seen() {
        look(0, 1, Map.of());
        look(10, 1, Map.of("article", 4.0));

        assertThat(history.charts().get(1).values()).containsExactly(new Value(START.plusSeconds(10), 4));
    }

    @Test
    void a_look_that_fails_is_left_out() {
        look(0, 1, Map.of());
        history.look();
        look(20, 41, Map.of());

        assertThat(history.charts().getFirst().values()).containsExactly(new Value(START.plusSeconds(20), 2));
    }

    @Test
    void a_log_that_was_replaced_by_a_shorter_one_begins_anew() {
        look(0, 1_000, Map.of());
        look(10, 1_010, Map.of());
        look(20, 3, Map.of());
        look(30, 33, Map.of());

        assertThat(history.charts().getFirst().values()).containsExactly(new Value(START.plusSeconds(30), 3));
    }

    @Test
    void only_the_last_hour_is_kept() {
        look(0, 1, Map.of());
        look(10, 2, Map.of());
        look(3_610, 3, Map.of());
        look(3_611, 5, Map.of());

        assertThat(history.charts().getFirst().values()).containsExactly(new Value(START.plusSeconds(3_611), 2));
    }

    private void look(long second, long head, Map<String, Double> behind) {
        next.add(new Look(START.plusSeconds(second), head, behind));
        history.look();
    }

    private Look take() throws SQLException {
        if (next.isEmpty()) {
            throw new SQLException("no answer");
        }
        return next.remove();
    }
}
