package io.talel.gateway.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private final AtomicInteger begun = new AtomicInteger();
    private Rounds rounds = rounds(() -> {});

    @AfterEach
    void stop() {
        rounds.stop(Duration.ZERO);
    }

    @Test
    void a_failure_does_not_keep_the_next_round_from_coming() {
        rounds = rounds(() -> {
            throw new IllegalStateException("not this time");
        });
        rounds.start();
        await().until(() -> begun.get() > 2);
    }

    @Test
    void nor_does_an_error() {
        rounds = rounds(() -> {
            throw new NoClassDefFoundError("io/talel/Gone");
        });
        rounds.start();
        await().until(() -> begun.get() > 2);
    }

    @Test
    void a_stop_waits_for_the_round_that_is_under_way() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch stopping = new CountDownLatch(1);
        rounds = rounds(() -> {
            stopping.await();
            done.set(true);
        });
        rounds.start();
        await().until(() -> begun.get() == 1);
        Thread stop = Thread.ofVirtual().start(() -> rounds.stop(Duration.ofMinutes(1)));
        await().until(() -> !rounds.isRunning());
        stopping.countDown();
        stop.join();
        assertThat(done).isTrue();
        assertThat(begun).hasValue(1);
    }

    @Test
    void a_round_that_takes_too_long_is_interrupted() {
        AtomicBoolean interrupted = new AtomicBoolean();
        rounds = rounds(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
            }
        });
        rounds.start();
        await().until(() -> begun.get() == 1);
        rounds.stop(Duration.ofMillis(1));
        assertThat(interrupted).isTrue();
    }

    private Rounds rounds(Rounds.Round round) {
        return new Rounds(
                "test",
                Duration.ofMillis(1),
                () -> {
                    begun.incrementAndGet();
                    round.go();
                },
                "A test fails");
    }
}
