package io.talel.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PolledValueTest {

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void a_value_is_read_once_in_a_while() {
        PolledValue<Integer> value = new PolledValue<>(asked::incrementAndGet, -1);
        await().until(() -> value.value() == 1);
        assertThat(value.value()).isEqualTo(1);
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_value_that_cannot_be_read_is_unknown_and_not_asked_for_at_once_again() {
        PolledValue<Integer> value = new PolledValue<>(
                () -> {
                    asked.incrementAndGet();
                    throw new IllegalStateException("nobody answers");
                },
                -1);
        assertThat(value.value()).isEqualTo(-1);
        await().until(() -> asked.get() == 1);
        assertThat(value.value()).isEqualTo(-1);
        assertThat(asked).hasValue(1);
    }

    @Test
    void nobody_waits_for_a_reading_that_does_not_end_nor_begins_another() {
        CountDownLatch end = new CountDownLatch(1);
        PolledValue<Integer> value = new PolledValue<>(
                () -> {
                    asked.incrementAndGet();
                    awaitUninterruptibly(end);
                    return 7;
                },
                -1);
        assertThat(value.value()).isEqualTo(-1);
        assertThat(value.value()).isEqualTo(-1);
        assertThat(asked).hasValue(1);
        end.countDown();
        await().until(() -> value.value() == 7);
        assertThat(asked).hasValue(1);
    }

    @Test
    void the_last_value_is_shown_for_half_a_minute_while_the_next_reading_does_not_end() {
        AtomicLong nanoTime = new AtomicLong();
        CountDownLatch end = new CountDownLatch(1);
        PolledValue<Integer> value = new PolledValue<>(
                () -> {
                    if (asked.incrementAndGet() > 1) {
                        awaitUninterruptibly(end);
                    }
                    return asked.get();
                },
                -1,
                nanoTime::get);
        await().until(() -> value.value() == 1);

        nanoTime.set(Duration.ofSeconds(29).toNanos());
        assertThat(value.value()).isEqualTo(1);
        nanoTime.set(Duration.ofSeconds(31).toNanos());
        assertThat(value.value()).isEqualTo(-1);
        end.countDown();
        await().until(() -> value.value() == 2);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
