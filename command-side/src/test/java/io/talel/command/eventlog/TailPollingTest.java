package io.talel.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TailPollingTest {

    private static final Duration NEVER = Duration.ofDays(1);

    @Test
    void the_first_look_needs_no_reason() {
        new TailPolling(NEVER).await();
    }

    @Test
    void all_wake_ups_since_the_last_look_are_served_by_the_next_one() {
        TailPolling polling = looked(NEVER);
        polling.wake();
        polling.wake();
        polling.await();

        CompletableFuture<Void> another = CompletableFuture.runAsync(polling::await);

        assertThat(another).failsWithin(TailPolling.PAUSE.multipliedBy(10)).withThrowableOfType(TimeoutException.class);
        polling.wake();
        assertThat(another).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void a_wake_up_during_a_look_is_a_reason_for_another() {
        TailPolling polling = looked(NEVER);
        polling.wake();
        polling.await();

        polling.wake();

        polling.await();
    }

    @Test
    void a_wake_up_ends_the_wait() {
        TailPolling polling = looked(NEVER);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(polling::await);

        polling.wake();

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void two_looks_are_a_pause_apart() {
        TailPolling polling = looked(NEVER);
        polling.wake();
        polling.await();
        long start = System.nanoTime();
        polling.wake();

        polling.await();

        assertThat(Duration.ofNanos(System.nanoTime() - start).plusMillis(1)).isGreaterThanOrEqualTo(TailPolling.PAUSE);
    }

    @Test
    void what_nobody_announced_is_looked_for_regularly() {
        looked(Duration.ZERO).await();
    }

    private static TailPolling looked(Duration regular) {
        TailPolling polling = new TailPolling(regular);
        polling.await();
        return polling;
    }
}
