package io.talel.gateway.web.pool;

import static io.talel.gateway.web.pool.TestPool.AT_ONCE;
import static io.talel.gateway.web.pool.TestPool.KIB;
import static io.talel.gateway.web.pool.TestPool.LONG;
import static io.talel.gateway.web.pool.TestPool.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.gateway.web.HttpRefusal;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The order of waiting requests, and the limit of an owner. */
class FairPoolTurnsTest {

    private final TestPool clients = new TestPool();
    private final FairPool pool = clients.pool;

    @AfterEach
    void stop() {
        clients.close();
    }

    @Test
    void a_greedy_network_waits_for_its_own_shares_and_not_for_an_old_one_of_a_quiet_network() {
        clients.hold("quiet", 20 * KIB);
        clients.passes(51);
        for (int i = 0; i < 4; i++) {
            clients.hold("greedy", 20 * KIB);
        }
        clients.passes(9);
        assertRefused(() -> TestPool.from("greedy", () -> pool.take(20 * KIB, SHORT)));
        assertThat(clients.broken).isEmpty();
        clients.passes(2);
        TestPool.from("greedy", () -> pool.take(20 * KIB, LONG)).close();
        assertThat(clients.broken).containsExactly("greedy");
    }

    @Test
    void a_crowd_that_waits_breaks_no_more_of_a_quiet_network_than_that_holds() {
        clients.endAtOnce = false;
        for (int i = 0; i < 5; i++) {
            clients.hold("quiet " + i, 20 * KIB);
        }
        clients.passes(60);
        for (int i = 0; i < 4; i++) {
            clients.ask("greedy", 20 * KIB);
        }
        assertRefused(() -> TestPool.from("greedy", () -> pool.take(20 * KIB, SHORT)));
        assertThat(clients.broken).hasSizeBetween(1, 2);
    }

    @Test
    void a_small_newcomer_does_not_pass_a_large_one_whose_network_holds_as_little() throws Exception {
        FairPool.Share most = clients.hold("there", 60 * KIB);
        Future<FairPool.Share> large = clients.ask("large", 60 * KIB);
        assertRefused(() -> TestPool.from("small", () -> pool.take(10 * KIB, SHORT)));
        most.close();
        large.get().close();
        TestPool.from("small", () -> pool.take(10 * KIB, AT_ONCE)).close();
    }

    @Test
    void room_on_its_way_that_is_enough_for_two_is_promised_to_both() throws Exception {
        clients.endAtOnce = false;
        FairPool.Share old = clients.hold("there", 60 * KIB);
        clients.passes(11);
        clients.hold("elsewhere", 35 * KIB);
        clients.hold("second", 5 * KIB);
        Future<FairPool.Share> first = clients.ask("first", 10 * KIB);
        Future<FairPool.Share> second = clients.ask("second", 40 * KIB);
        Future<FairPool.Share> newcomer = clients.ask("newcomer", 40 * KIB);
        old.close();
        assertThat(first.get()).isNotNull();
        assertThat(second.get()).isNotNull();
        assertThat(newcomer).isNotDone();
        assertThat(clients.broken).containsExactly("there");
    }

    @Test
    void an_owner_holds_half_over_all_its_networks_and_lets_others_pass() {
        clients.hold("there", "ada", 30 * KIB).received(30 * KIB);
        clients.ask("elsewhere", "ada", 30 * KIB);
        assertRefused(() -> pool.take(21 * KIB, AT_ONCE, "ada"));
        pool.take(70 * KIB, AT_ONCE, "eve").close();
        pool.take(70 * KIB, AT_ONCE).close();
    }

    @Test
    void a_share_of_more_than_half_is_the_only_one_of_its_owner() {
        clients.hold("there", "ada", 80 * KIB);
        assertRefused(() -> pool.take(KIB, AT_ONCE, "ada"));
        pool.take(KIB, AT_ONCE, "eve").close();
    }

    @Test
    void an_owner_with_half_breaks_its_own_shares_only() {
        clients.hold("there", "eve", 50 * KIB);
        clients.hold("elsewhere", "ada", 30 * KIB);
        clients.passes(11);
        pool.take(30 * KIB, LONG, "ada").close();
        assertThat(clients.broken).containsExactly("elsewhere");
    }

    @Test
    void a_share_that_grows_goes_before_those_that_wait() throws Exception {
        FairPool.Share most = clients.hold("there", 60 * KIB);
        FairPool.Share grows = clients.hold("elsewhere", 20 * KIB);
        Future<FairPool.Share> large = clients.ask("large", 60 * KIB);
        grows.resize(40 * KIB, AT_ONCE);
        assertThat(pool.free()).isZero();
        most.close();
        assertThat(large.get()).isNotNull();
        assertThat(pool.free()).isZero();
    }

    @Test
    void a_share_that_grows_makes_room() {
        clients.hold("there", 80 * KIB);
        FairPool.Share grows = clients.hold("elsewhere", 20 * KIB);
        clients.passes(11);
        grows.received(20 * KIB);
        grows.resize(50 * KIB, LONG);
        assertThat(clients.broken).containsExactly("there");
        assertThat(pool.free()).isEqualTo(50 * KIB);
        grows.close();
        assertThat(pool.free()).isEqualTo(100 * KIB);
    }

    @Test
    void a_share_without_room_to_grow_stays_as_it_is() {
        FairPool.Share grows = clients.hold("there", "ada", 60 * KIB);
        assertRefused(() -> grows.resize(101 * KIB, LONG));
        clients.hold("elsewhere", 30 * KIB).received(30 * KIB);
        assertRefused(() -> grows.resize(80 * KIB, SHORT));
        assertThat(pool.free()).isEqualTo(10 * KIB);
        grows.resize(70 * KIB, AT_ONCE);
        assertThat(pool.free()).isZero();
    }

    @Test
    void a_share_that_was_given_back_cannot_change_its_size() {
        clients.hold("elsewhere", 20 * KIB);
        FairPool.Share share = clients.hold("there", 60 * KIB);
        share.close();
        share.resize(10 * KIB);
        assertThat(pool.free()).isEqualTo(80 * KIB);
    }

    @Test
    void the_size_is_measured_again_when_the_pool_is_empty() {
        clients.bytes.set(0);
        FairPool.Share all = clients.hold("there", 60 * KIB);
        clients.bytes.set(100 * KIB);
        assertThat(pool.free()).isZero();
        all.close();
        assertThat(pool.free()).isEqualTo(100 * KIB);
        clients.hold("there", 60 * KIB);
        assertThat(pool.free()).isEqualTo(40 * KIB);
    }

    private static void assertRefused(ThrowingCallable request) {
        assertThatExceptionOfType(HttpRefusal.class).isThrownBy(request);
    }
}
