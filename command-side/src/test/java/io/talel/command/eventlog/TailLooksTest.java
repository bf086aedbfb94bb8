package io.talel.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TailLooksTest {

    private static final Duration NEVER = Duration.ofDays(1);

    @Test
    void the_first_look_needs_no_reason() {
        assertThat(new TailLooks(NEVER).begin()).isTrue();
    }

    @Test
    void all_wake_ups_since_the_last_look_are_served_by_the_next_one() {
        TailLooks looks = looked(NEVER);

        looks.wake();
        looks.wake();

        assertThat(looks.begin()).isTrue();
        assertThat(looks.begin()).isFalse();
    }

    @Test
    void a_wake_up_during_a_look_is_a_reason_for_another() {
        TailLooks looks = looked(NEVER);
        looks.wake();
        looks.begin();

        looks.wake();

        assertThat(looks.begin()).isTrue();
    }

    @Test
    void two_looks_are_a_pause_apart() {
        TailLooks looks = looked(NEVER);
        looks.wake();
        long start = System.nanoTime();
        looks.begin();
        looks.wake();

        looks.begin();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(TailLooks.PAUSE);
    }

    @Test
    void what_nobody_announced_is_looked_for_regularly() {
        assertThat(looked(Duration.ZERO).begin()).isTrue();
    }

    private static TailLooks looked(Duration regular) {
        TailLooks looks = new TailLooks(regular);
        looks.begin();
        return looks;
    }
}
