package io.talel.gateway.web.pool;

import static io.talel.gateway.web.pool.TestPool.AT_ONCE;
import static io.talel.gateway.web.pool.TestPool.HERE;
import static io.talel.gateway.web.pool.TestPool.KIB;
import static io.talel.gateway.web.pool.TestPool.LONG;
import static io.talel.gateway.web.pool.TestPool.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.web.HttpRefusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

class FairPoolTest {

    private static final int WAITING = 16;

    private final TestPool clients = new TestPool();
    private final FairPool pool = clients.pool;

    @AfterEach
    void stop() {
        clients.close();
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
        clients.hold("quick", 20 * KIB);
        clients.hold("slow", 40 * KIB);
        clients.hold("slower", 40 * KIB);
        clients.behind.putAll(Map.of("slow", Duration.ofSeconds(1), "slower", Duration.ofSeconds(2)));
        assertRefused(() -> pool.take(30 * KIB, SHORT));
        clients.behind.putAll(Map.of("slow", Duration.ofSeconds(3), "slower", Duration.ofSeconds(4)));
        pool.take(30 * KIB, LONG).close();
        pool.take(80 * KIB, LONG).close();
        assertThat(clients.broken).containsExactly("slower", "slow");
        assertThat(clients.reasons).containsExactly(Peer.Reason.NO_ROOM);
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
    void what_is_taken_anyway_finds_room_and_others_wait_for_it() {
        try (FairPool.Share _ = pool.takeAnyway(80 * KIB);
                FairPool.Share last = pool.takeAnyway(80 * KIB)) {
            assertFull();
            last.close();
            pool.take(20 * KIB, AT_ONCE).close();
        }
    }

    @Test
    void a_share_whose_time_is_over_makes_room_for_a_waiting_one() {
        clients.hold("there", 60 * KIB);
        clients.hold("elsewhere", 40 * KIB);
        clients.passes(9);
        assertRefused(() -> pool.take(10 * KIB, SHORT));
        assertThat(clients.broken).isEmpty();
        clients.passes(2);
        pool.take(10 * KIB, LONG).close();
        assertThat(clients.broken).containsExactly("there");
    }

    @Test
    void when_the_time_of_several_is_over_the_network_that_holds_the_most_makes_room() {
        clients.hold("elsewhere", 20 * KIB);
        for (int i = 0; i < 4; i++) {
            clients.hold("greedy", 20 * KIB);
        }
        clients.passes(11);
        pool.take(40 * KIB, LONG).close();
        assertThat(clients.broken).containsExactly("greedy", "greedy");
        assertThat(clients.reasons).containsExactly(Peer.Reason.HAD_TURN);
    }

    @Test
    void nobody_is_broken_off_who_has_sent_everything() {
        FairPool.Share complete = clients.hold("there", 100 * KIB);
        complete.received(60 * KIB);
        pool.take(40 * KIB, AT_ONCE).close();
        clients.passes(60);
        clients.behind.put("there", Duration.ofMinutes(1));
        assertRefused(() -> pool.take(50 * KIB, SHORT));
        assertThat(clients.broken).isEmpty();
    }

    @Test
    void no_more_are_broken_than_one_that_waits_has_use_for() {
        for (int i = 0; i < 5; i++) {
            clients.hold("there " + i, 20 * KIB);
        }
        clients.passes(11);
        pool.take(30 * KIB, LONG).close();
        assertThat(clients.broken).containsExactly("there 0", "there 1");
    }

    @Test
    void no_share_is_broken_for_room_that_is_not_enough() {
        clients.hold("there", 60 * KIB);
        clients.passes(5);
        clients.hold("elsewhere", 40 * KIB);
        clients.passes(6);
        assertRefused(() -> pool.take(80 * KIB, SHORT));
        assertThat(clients.broken).isEmpty();
        clients.passes(5);
        pool.take(80 * KIB, LONG).close();
        assertThat(clients.broken).containsExactly("there", "elsewhere");
    }

    @Test
    void room_that_is_on_its_way_is_not_made_twice() throws Exception {
        clients.endAtOnce = false;
        FairPool.Share oldest = clients.hold("there", 60 * KIB);
        clients.hold("elsewhere", 40 * KIB);
        clients.passes(11);
        List<Future<FairPool.Share>> waiting =
                List.of(clients.ask("a", 60 * KIB), clients.ask("b", 60 * KIB), clients.ask("c", 60 * KIB));
        assertRefused(() -> pool.take(60 * KIB, SHORT));
        assertThat(clients.broken).containsExactly("there");
        oldest.close();
        await().until(() -> waiting.stream().filter(Future::isDone).count() == 1);
        assertThat(clients.broken).containsExactly("there");
    }

    @Test
    void room_goes_to_the_one_that_it_was_made_for() throws Exception {
        clients.endAtOnce = false;
        FairPool.Share half = clients.hold("greedy", 50 * KIB);
        FairPool.Share otherHalf = clients.hold("greedy", 50 * KIB);
        Future<FairPool.Share> next = clients.ask("greedy", 60 * KIB);
        Future<FairPool.Share> other = clients.ask(HERE, 60 * KIB);
        clients.passes(3);
        await().until(() -> !clients.broken.isEmpty());
        half.close();
        otherHalf.close();
        assertThat(other.get()).isNotNull();
        assertThat(next).isNotDone();
    }

    @Test
    void no_share_is_broken_while_none_waits() {
        clients.hold("there", 60 * KIB);
        clients.passes(60);
        pool.take(40 * KIB, LONG).close();
        assertThat(clients.broken).isEmpty();
    }

    @Test
    void a_network_with_many_shares_makes_room_for_another_sooner() {
        clients.hold("elsewhere", 10 * KIB);
        for (int i = 0; i < 3; i++) {
            clients.hold("greedy", 30 * KIB);
        }
        clients.passes(3);
        assertRefused(() -> TestPool.from("greedy", () -> pool.take(20 * KIB, SHORT)));
        assertThat(clients.broken).isEmpty();
        pool.take(20 * KIB, LONG).close();
        assertThat(clients.broken).containsExactly("greedy");
    }

    @Test
    void another_network_comes_before_a_crowd_of_one() throws Exception {
        FairPool.Share all = clients.hold("greedy", 100 * KIB);
        List<Future<FairPool.Share>> crowd = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            crowd.add(clients.ask("greedy", 60 * KIB));
        }
        assertRefused(() -> TestPool.from("greedy", () -> pool.take(60 * KIB, LONG)));
        Future<FairPool.Share> other = clients.ask(HERE, 60 * KIB);
        assertThatThrownBy(crowd.getLast()::get).hasCauseInstanceOf(HttpRefusal.class);
        all.close();
        assertThat(other.get()).isNotNull();
        assertThat(crowd.subList(0, WAITING - 1)).noneMatch(Future::isDone);
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
