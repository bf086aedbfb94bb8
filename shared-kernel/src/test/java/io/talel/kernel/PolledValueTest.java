package io.talel.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
