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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
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

class FairPoolTest {

    private static final int KIB = 1024;
    private static final int WAITING = 16;
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String HERE = "here";

    private static final ScopedValue<String> NETWORK = ScopedValue.newInstance();

    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> broken = new CopyOnWriteArrayList<>();
    private final Set<Peer.Reason> reasons = new HashSet<>();
    private final Map<String, Deque<FairPool.Share>> shares = new HashMap<>();
    private final AtomicLong now = new AtomicLong();
    private final Map<String, Duration> behind = new HashMap<>();
    private boolean endAtOnce = true;
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final FairPool pool = new FairPool(100 * KIB, this::peer, now::get);

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    private Peer peer() {
        asked.incrementAndGet();
        return new TestPeer(NETWORK.orElse(HERE));
    }

    /** One that is broken off gives its share back, the oldest of its network first. */
    private final class TestPeer implements Peer {

        private final String network;

        TestPeer(String network) {
            this.network = network;
        }

        @Override
        public String network() {
            return network;
        }

        @Override
        public long behind() {
            return behind.getOrDefault(network, Duration.ZERO).toNanos();
        }

        @Override
        public void breakOff(Reason reason) {
            broken.add(network);
            reasons.add(reason);
            if (endAtOnce) {
                shares.get(network).remove().close();
            }
        }
    }

    @Test
    void what_fits_is_taken_and_given_back() {
        for (int i = 0; i < 3; i++) {
            try (FairPool.Share _ = pool.take(60 * KIB, AT_ONCE);
                    FairPool.Share _ = pool.take(40 * KIB, AT_ONCE)) {
                assertFull();
            }
        }
    }

    @Test
    void slow_peers_make_room_at_once_the_furthest_behind_first() {
        hold("quick", 20 * KIB);
        hold("slow", 40 * KIB);
        hold("slower", 40 * KIB);
        behind.putAll(Map.of("slow", Duration.ofSeconds(1), "slower", Duration.ofSeconds(2)));
        assertRefused(() -> pool.take(30 * KIB, SHORT));
        behind.putAll(Map.of("slow", Duration.ofSeconds(3), "slower", Duration.ofSeconds(4)));
        pool.take(30 * KIB, LONG).close();
        pool.take(80 * KIB, LONG).close();
        assertThat(broken).containsExactly("slower", "slow");
        assertThat(reasons).containsExactly(Peer.Reason.NO_ROOM);
    }

    @Test
    void a_share_shrinks_to_what_is_needed() {
        try (FairPool.Share share = pool.take(100 * KIB, AT_ONCE)) {
            share.resize(30 * KIB);
            pool.take(70 * KIB, AT_ONCE).close();
            share.resize(100 * KIB);
            assertFull();
        }
        pool.take(100 * KIB, AT_ONCE).close();
    }

    @Test
    void what_is_larger_than_everything_takes_everything() {
        try (FairPool.Share _ = pool.take(1_000_000 * KIB, AT_ONCE)) {
            assertFull();
        }
        pool.take(100 * KIB, AT_ONCE).close();
    }

    @Test
    void what_must_be_answered_finds_room_and_others_wait_for_it() {
        try (FairPool.Share _ = pool.takeAnyway(80 * KIB);
                FairPool.Share last = pool.takeAnyway(80 * KIB)) {
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
    void of_those_whose_time_is_over_the_network_with_the_most_shares_makes_room() {
        hold("elsewhere", 20 * KIB);
        for (int i = 0; i < 4; i++) {
            hold("greedy", 20 * KIB);
        }
        passes(11);
        pool.take(40 * KIB, LONG).close();
        assertThat(broken).containsExactly("greedy", "greedy");
        assertThat(reasons).containsExactly(Peer.Reason.HAD_TURN);
    }

    @Test
    void nobody_is_broken_off_who_has_sent_everything() {
        FairPool.Share complete = hold("there", 100 * KIB);
        complete.received(60 * KIB);
        pool.take(40 * KIB, AT_ONCE).close();
        passes(60);
        behind.put("there", Duration.ofMinutes(1));
        assertRefused(() -> pool.take(50 * KIB, SHORT));
        assertThat(broken).isEmpty();
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
        FairPool.Share oldest = hold("there", 60 * KIB);
        hold("elsewhere", 40 * KIB);
        passes(11);
        List<Future<FairPool.Share>> waiting = List.of(ask("a"), ask("b"), ask("c"));
        assertRefused(() -> pool.take(60 * KIB, SHORT));
        assertThat(broken).containsExactly("there");
        oldest.close();
        await().until(() -> waiting.stream().filter(Future::isDone).count() == 1);
        assertThat(broken).containsExactly("there");
    }

    @Test
    void room_goes_to_the_one_that_it_was_made_for() throws Exception {
        endAtOnce = false;
        FairPool.Share all = hold("greedy", 100 * KIB);
        Future<FairPool.Share> next = ask("greedy");
        Future<FairPool.Share> other = ask(HERE);
        passes(3);
        await().until(() -> !broken.isEmpty());
        all.close();
        assertThat(other.get()).isNotNull();
        assertThat(next).isNotDone();
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
        FairPool.Share all = hold("greedy", 100 * KIB);
        List<Future<FairPool.Share>> crowd = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            crowd.add(ask("greedy"));
        }
        assertRefused(() -> from("greedy", () -> pool.take(60 * KIB, LONG)));
        Future<FairPool.Share> other = ask(HERE);
        assertThatThrownBy(crowd.getLast()::get).hasCauseInstanceOf(HttpRefusal.class);
        all.close();
        assertThat(other.get()).isNotNull();
        assertThat(crowd.subList(0, WAITING - 1)).noneMatch(Future::isDone);
    }

    private void passes(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private FairPool.Share hold(String network, long bytes) {
        FairPool.Share share = from(network, () -> pool.take(bytes, AT_ONCE));
        shares.computeIfAbsent(network, _ -> new ArrayDeque<>()).add(share);
        return share;
    }

    private static <T> T from(String network, Supplier<T> request) {
        return ScopedValue.where(NETWORK, network).call(request::get);
    }

    /** Returns once the request waits. */
    private Future<FairPool.Share> ask(String network) {
        int before = asked.get();
        Future<FairPool.Share> share = clients.submit(() -> from(network, () -> pool.take(60 * KIB, LONG)));
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
