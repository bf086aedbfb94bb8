package io.talel.gateway.server.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long BYTES_PER_SECOND = 1_000;

    private long now = 1;
    private final Pace pace = new Pace(() -> now, BYTES_PER_SECOND);

    @Test
    void a_client_that_does_nothing_falls_behind() {
        pace.waits();
        passes(Duration.ofSeconds(3));
        assertBehind(Duration.ofSeconds(3));
    }

    @Test
    void a_byte_now_and_then_is_hardly_better() {
        for (int i = 0; i < 30; i++) {
            pace.waits();
            passes(Duration.ofSeconds(1));
            pace.moved(1);
        }
        assertThat(Duration.ofNanos(pace.behind())).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(30));
    }

    @Test
    void a_client_at_the_slowest_pace_is_never_behind() {
        for (int i = 0; i < 30; i++) {
            pace.waits();
            passes(Duration.ofSeconds(1));
            pace.moved(BYTES_PER_SECOND);
            assertBehind(Duration.ZERO);
        }
    }

    @Test
    void haste_is_not_saved_up() {
        pace.moved(1_000_000);
        pace.waits();
        passes(Duration.ofSeconds(2));
        assertBehind(Duration.ofSeconds(2));
    }

    @Test
    void time_without_a_wait_for_the_client_does_not_count() {
        pace.waits();
        passes(Duration.ofSeconds(2));
        pace.moved(500);
        passes(Duration.ofMinutes(1));
        assertThat(pace.isWaiting()).isFalse();
        assertBehind(Duration.ofMillis(1_500));
    }

    @Test
    void to_wait_on_is_not_to_wait_anew() {
        pace.waits();
        passes(Duration.ofSeconds(1));
        pace.waits();
        passes(Duration.ofSeconds(1));
        assertBehind(Duration.ofSeconds(2));
    }

    private void passes(Duration time) {
        now += time.toNanos();
    }

    private void assertBehind(Duration time) {
        assertThat(Duration.ofNanos(pace.behind())).isEqualTo(time);
    }
}
