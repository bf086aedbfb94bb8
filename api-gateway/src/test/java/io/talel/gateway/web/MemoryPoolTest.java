package io.talel.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

class MemoryPoolTest {

    private static final int KIB = 1024;
    private static final Duration AT_ONCE = Duration.ZERO;

    private final AtomicInteger asked = new AtomicInteger();
    private final MemoryPool pool = new MemoryPool(100 * KIB, asked::incrementAndGet);

    @Test
    void what_fits_is_taken_and_given_back() {
        for (int i = 0; i < 3; i++) {
            try (MemoryPool.Share _ = pool.take(60 * KIB, AT_ONCE);
                    MemoryPool.Share _ = pool.take(40 * KIB, AT_ONCE)) {
                assertFull();
            }
        }
        assertThat(asked).hasValue(3);
    }

    @Test
    void who_finds_no_room_asks_the_slowest_reader_for_it() {
        MemoryPool.Share[] slow = new MemoryPool.Share[1];
        MemoryPool obliging = new MemoryPool(100 * KIB, () -> slow[0].close());
        slow[0] = obliging.take(100 * KIB, AT_ONCE);
        try (MemoryPool.Share taken = obliging.take(80 * KIB, Duration.ofSeconds(30))) {
            assertThat(taken).isNotNull();
        }
    }

    @Test
    void a_share_shrinks_to_what_is_needed() {
        try (MemoryPool.Share share = pool.take(100 * KIB, AT_ONCE)) {
            share.resize(30 * KIB);
            pool.take(70 * KIB, AT_ONCE).close();
            share.resize(100 * KIB);
            assertFull();
        }
        pool.take(100 * KIB, AT_ONCE).close();
    }

    @Test
    void what_is_larger_than_everything_takes_everything() {
        try (MemoryPool.Share _ = pool.take(1_000_000 * KIB, AT_ONCE)) {
            assertFull();
        }
        pool.take(100 * KIB, AT_ONCE).close();
    }

    @Test
    void what_must_be_answered_finds_room_and_others_wait_for_it() {
        try (MemoryPool.Share _ = pool.takeAnyway(80 * KIB);
                MemoryPool.Share last = pool.takeAnyway(80 * KIB)) {
            assertFull();
            last.close();
            pool.take(20 * KIB, AT_ONCE).close();
        }
    }

    private void assertFull() {
        assertThatExceptionOfType(HttpRefusal.class)
                .isThrownBy(() -> pool.take(1, AT_ONCE))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
                    assertThat(refusal.headers().getFirst(HttpHeaders.RETRY_AFTER))
                            .isNotNull();
                });
    }
}
