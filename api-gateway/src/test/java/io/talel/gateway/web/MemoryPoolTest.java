package io.talel.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

class MemoryPoolTest {

    private static final int KIB = 1024;
    private static final int WAITING = 16;
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);

    /** Network of a caller that names none. */
    private static final String HERE = "here";

    private static final ScopedValue<String> NETWORK = ScopedValue.newInstance();

    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> broken = new ArrayList<>();
    private final Map<String, Deque<MemoryPool.Share>> shares = new HashMap<>();
    private final AtomicLong now = new AtomicLong();
    private boolean endAtOnce = true;
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final MemoryPool pool = new MemoryPool(100 * KIB, new Readers(asked::incrementAndGet), now::get);

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    /** Broken answers give their shares back, the oldest of a network first. */
    private final class Readers implements SlowReaders {

        private final Runnable breakSlowest;

        Readers(Runnable breakSlowest) {
            this.breakSlowest = breakSlowest;
        }

        @Override
        public void breakSlowest() {
            breakSlowest.run();
        }

        @Override
        public Reader current() {
            String network = NETWORK.orElse(HERE);
            return new Reader(network, () -> {
                broken.add(network);
                if (endAtOnce) {
                    shares.get(network).remove().close();
                }
            });
        }
    }

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
    void an_answer_without_room_breaks_the_slowest_reader() {
        MemoryPool.Share[] slow = new MemoryPool.Share[1];
        MemoryPool obliging = new MemoryPool(100 * KIB, new Readers(() -> slow[0].close()), now::get);
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

    @Test
    void an_answer_whose_time_is_over_makes_room_for_a_waiting_one() {
        hold("there", 60 * KIB);
        hold("elsewhere", 40 * KIB);
        passes(9);
        assertRefused(() -> pool.take(10 * KIB, SHORT));
        assertThat(broken).isEmpty();
        passes(2);
        pool.take(10 * KIB, LONG).close();
        assertThat(broken).containsExactly("there");
    }

    @Test
    void no_more_are_broken_than_one_that_waits_has_use_for() {
        for (int i = 0; i < 5; i++) {
            hold("there " + i, 20 * KIB);
        }
        passes(11);
        pool.take(30 * KIB, LONG).close();
        assertThat(broken).containsExactly("there 0", "there 1");
    }

    @Test
    void no_answer_is_broken_for_room_that_is_not_enough() {
        hold("there", 60 * KIB);
        passes(5);
        hold("elsewhere", 40 * KIB);
        passes(6);
        assertRefused(() -> pool.take(80 * KIB, SHORT));
        assertThat(broken).isEmpty();
        passes(5);
        pool.take(80 * KIB, LONG).close();
        assertThat(broken).containsExactly("there", "elsewhere");
    }

    @Test
    void room_that_is_on_its_way_is_not_made_twice() throws Exception {
        endAtOnce = false;
        MemoryPool.Share oldest = hold("there", 60 * KIB);
        hold("elsewhere", 40 * KIB);
        passes(11);
        List<Future<MemoryPool.Share>> waiting = List.of(ask("a"), ask("b"), ask("c"));
        assertRefused(() -> pool.take(60 * KIB, SHORT));
        assertThat(broken).containsExactly("there");
        oldest.close();
        await().until(() -> waiting.stream().filter(Future::isDone).count() == 1);
        assertThat(broken).containsExactly("there");
    }

    @Test
    void no_answer_is_broken_while_none_waits() {
        hold("there", 60 * KIB);
        passes(60);
        pool.take(40 * KIB, LONG).close();
        assertThat(broken).isEmpty();
    }

    @Test
    void a_network_that_holds_many_answers_makes_room_for_another_sooner() {
        hold("elsewhere", 10 * KIB);
        for (int i = 0; i < 3; i++) {
            hold("greedy", 30 * KIB);
        }
        passes(3);
        assertRefused(() -> from("greedy", () -> pool.take(20 * KIB, SHORT)));
        assertThat(broken).isEmpty();
        pool.take(20 * KIB, LONG).close();
        assertThat(broken).containsExactly("greedy");
    }

    @Test
    void another_network_comes_before_a_crowd_of_one() throws Exception {
        MemoryPool.Share all = hold("greedy", 100 * KIB);
        List<Future<MemoryPool.Share>> crowd = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            crowd.add(ask("greedy"));
        }
        assertRefused(() -> from("greedy", () -> pool.take(60 * KIB, LONG)));
        Future<MemoryPool.Share> other = ask(HERE);
        assertThatThrownBy(crowd.getLast()::get).hasCauseInstanceOf(HttpRefusal.class);
        all.close();
        assertThat(other.get()).isNotNull();
        assertThat(crowd.subList(0, WAITING - 1)).noneMatch(Future::isDone);
    }

    private void passes(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private MemoryPool.Share hold(String network, long bytes) {
        MemoryPool.Share share = from(network, () -> pool.take(bytes, AT_ONCE));
        shares.computeIfAbsent(network, _ -> new ArrayDeque<>()).add(share);
        return share;
    }

    private static <T> T from(String network, Supplier<T> request) {
        return ScopedValue.where(NETWORK, network).call(request::get);
    }

    /** Returns once the request waits. */
    private Future<MemoryPool.Share> ask(String network) {
        int before = asked.get();
        Future<MemoryPool.Share> share = clients.submit(() -> from(network, () -> pool.take(60 * KIB, LONG)));
        await().until(() -> asked.get() > before);
        return share;
    }

    private static void assertRefused(ThrowingCallable request) {
        assertThatExceptionOfType(HttpRefusal.class).isThrownBy(request);
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
