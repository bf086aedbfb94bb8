package io.talel.gateway.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConflictRetriesTest {

    @Test
    void a_request_is_tried_again_until_its_time_is_up() {
        ConflictRetries retries = ConflictRetries.begin(Duration.ofMillis(200));
        long start = System.nanoTime();
        int attempts = 1;
        while (retries.pause()) {
            attempts++;
        }
        assertThat(attempts).isGreaterThan(5);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
    }

    @Test
    void a_thread_that_is_interrupted_does_not_try_again() {
        Thread.currentThread().interrupt();
        assertThat(ConflictRetries.begin().pause()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
