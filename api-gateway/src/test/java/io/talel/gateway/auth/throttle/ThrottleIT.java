package io.talel.gateway.auth.throttle;

import static io.talel.gateway.auth.throttle.ThrottleOnRedis.ADA;
import static io.talel.gateway.auth.throttle.ThrottleOnRedis.BOB;
import static io.talel.gateway.auth.throttle.ThrottleOnRedis.CAPACITY;
import static io.talel.gateway.auth.throttle.ThrottleOnRedis.GUESSER;
import static io.talel.gateway.auth.throttle.ThrottleOnRedis.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.client.Clients;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.HttpStatus;

/** How often people may try to do something with an account. */
class ThrottleIT {

    @RegisterExtension
    private final ThrottleOnRedis throttle = new ThrottleOnRedis();

    @Test
    void after_ten_failures_an_account_has_to_wait_whether_or_not_anybody_has_it() {
        for (String account : List.of(ADA, "nobody@example.org", "no address", "")) {
            throttle.fail(10, account, GUESSER);
            throttle.assertWait(4, ThrottledAction.LOG_IN, account, GUESSER);
            throttle.assertWait(4, ThrottledAction.LOG_IN, account, Clients.SAFARI);
            throttle.advance(Duration.ofHours(1));
        }
        assertThat(throttle.throttled()).containsOnly(ThrottledAction.LOG_IN).hasSize(8);
    }

    @Test
    void the_right_password_after_the_wait_succeeds_and_from_then_on_there() {
        throttle.fail(10, ADA, GUESSER);
        throttle.advance(Duration.ofSeconds(4));
        throttle.succeed(ADA, GUESSER);
        throttle.know(ADA, 1, GUESSER);
        throttle.fail(10, ADA, GUESSER);
        throttle.assertWait(8, ThrottledAction.LOG_IN, ADA, Clients.SAFARI);
        throttle.succeed(ADA, GUESSER);
        throttle.know(ADA, 1, GUESSER);
        throttle.fail(10, ADA, GUESSER);
    }

    /** Compares an account whose owner logs in meanwhile with an unknown account. */
    @Test
    void an_unknown_network_does_not_learn_whether_an_account_exists() {
        Client stranger = Clients.of("203.0.113.5", "curl");
        List<String> existing = seenByStranger(ADA, stranger, () -> {
            throttle.succeed(ADA, Clients.SAFARI);
            throttle.know(ADA, 1, Clients.SAFARI);
        });
        throttle.advance(Duration.ofHours(2));
        assertThat(seenByStranger("nobody@example.org", stranger, () -> {})).isEqualTo(existing);
        assertThat(existing).contains("401", "429 4");
    }

    private List<String> seenByStranger(String account, Client stranger, Runnable owner) {
        List<String> seen = new ArrayList<>();
        owner.run();
        for (int i = 0; i < 60; i++) {
            throttle.advance(Duration.ofSeconds(i < 30 ? 29 : 3));
            owner(owner, i);
            seen.add(throttle.guess(account, stranger));
        }
        throttle.advance(Duration.ofMinutes(14));
        owner.run();
        throttle.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 12; i++) {
            seen.add(throttle.guess(account, stranger));
        }
        return seen;
    }

    /** The owner waits like everybody else in a network that is not known yet. */
    private static void owner(Runnable owner, int round) {
        if (round % 5 == 0) {
            try {
                owner.run();
            } catch (HttpRefusal tooEarly) {
                assertThat(tooEarly.status()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
            }
        }
    }

    @Test
    void not_even_in_the_owners_network_a_wrong_password_tells_that_it_is_the_owners() {
        throttle.know(ADA, 1, Clients.SAFARI);
        for (String account : List.of(ADA, "nobody@example.org")) {
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 13; i++) {
                seen.add(throttle.guess(account, Clients.SAFARI));
            }
            assertThat(seen.subList(0, 10)).containsOnly("401");
            assertThat(seen.subList(10, 13)).containsOnly("429 4");
        }
    }

    @Test
    void a_network_is_known_for_the_password_with_which_its_owner_was_there() {
        throttle.know(ADA, 1, Clients.SAFARI);
        throttle.fail(10, ADA, GUESSER);
        try (Attempt attempt = throttle.begin(ThrottledAction.LOG_IN, ADA, Clients.SAFARI)) {
            assertThat(attempt.isOpen(new KnownPassword(OWNER, 1))).isTrue();
            assertThat(attempt.isOpen(new KnownPassword(OWNER, 2))).isFalse();
            assertThat(attempt.isOpen(new KnownPassword(new UserId(8), 1)))
                    .as("for who has the address now")
                    .isFalse();
        }
        try (Attempt attempt = throttle.begin(ThrottledAction.LOG_IN, BOB, Clients.SAFARI)) {
            assertThat(attempt.isOpen(new KnownPassword(OWNER, 1)))
                    .as("for everybody")
                    .isTrue();
        }
    }

    @Test
    void a_network_is_known_for_thirty_days_after_the_last_log_in() {
        throttle.know(ADA, 1, Clients.SAFARI);
        throttle.advance(Duration.ofDays(20));
        throttle.know(ADA, 1, Clients.SAFARI);
        throttle.advance(Duration.ofDays(29));
        throttle.fail(10, ADA, GUESSER);
        throttle.succeed(ADA, Clients.SAFARI);
        throttle.advance(Duration.ofDays(2));
        throttle.fail(10, ADA, GUESSER);
        throttle.assertWait(4, ThrottledAction.LOG_IN, ADA, Clients.SAFARI);
    }

    @Test
    void an_account_has_a_limit_of_known_networks_and_the_oldest_makes_room() {
        throttle.know(ADA, 1, Clients.SAFARI);
        for (int i = 0; i < KnownNetworks.MAX_NETWORKS; i++) {
            throttle.advance(Duration.ofSeconds(1));
            throttle.know(ADA, 1, Clients.of("198.51.100." + i, "curl"));
        }
        throttle.fail(10, ADA, GUESSER);
        throttle.assertWait(4, ThrottledAction.LOG_IN, ADA, Clients.SAFARI);
        throttle.succeed(ADA, Clients.of("198.51.100.0", "curl"));
    }

    @Test
    void one_account_does_not_make_another_wait() {
        throttle.fail(10, ADA, GUESSER);
        throttle.succeed(BOB, GUESSER);
    }

    @Test
    void right_passwords_do_not_add_up_to_failures_but_to_so_many_log_ins() {
        for (int i = 0; i < 15; i++) {
            throttle.succeed(ADA, Clients.of("192.0.2." + i, "curl"));
            throttle.know(ADA, 1, Clients.of("192.0.2." + i, "curl"));
        }
        for (int wait : List.of(4, 8, 16, 32, 60, 60)) {
            throttle.assertWait(wait, ThrottledAction.LOG_IN, ADA, Clients.of("192.0.2.1", "curl"));
            throttle.assertWait(wait, ThrottledAction.LOG_IN, ADA, Clients.SAFARI);
            throttle.succeed(BOB, Clients.of("192.0.2.1", "curl"));
            throttle.advance(Duration.ofSeconds(wait));
            throttle.succeed(ADA, GUESSER);
        }
    }

    @Test
    void guesses_that_are_under_way_count_already() {
        List<Attempt> underWay = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            underWay.add(throttle.begin(ThrottledAction.LOG_IN, ADA, GUESSER));
        }
        throttle.assertWait(4, ThrottledAction.LOG_IN, ADA, GUESSER);
        underWay.forEach(Attempt::close);
    }

    @Test
    void what_could_not_be_looked_at_has_not_happened() {
        for (int i = 0; i < 10; i++) {
            throttle.begin(ThrottledAction.LOG_IN, ADA, GUESSER).close();
            throttle.awaitNothingCounted();
        }
        await().untilAsserted(() -> throttle.succeed(ADA, GUESSER));
        throttle.fail(9, ADA, GUESSER);
        throttle.succeed(ADA, GUESSER);
    }

    @Test
    void failures_elsewhere_do_not_delay_the_owner_in_a_known_network() {
        throttle.know(ADA, 1, Clients.SAFARI);
        for (int i = 0; i < CAPACITY; i++) {
            throttle.fail(1, "person" + i + "@example.org", Clients.of("192.0.2." + i, "curl"));
        }
        throttle.assertWait(60, ThrottledAction.LOG_IN, BOB, Clients.SAFARI);
        throttle.succeed(ADA, Clients.SAFARI);
        throttle.begin(ThrottledAction.REAUTHENTICATE, "user-7", Clients.SAFARI).succeeded();
    }

    @Test
    void requests_for_links_wait_ever_longer_except_in_networks_of_the_owner() {
        throttle.know(ADA, 1, Clients.SAFARI);
        for (int i = 0; i < 5; i++) {
            throttle.begin(ThrottledAction.RESET, ADA, GUESSER).succeeded();
        }
        for (int wait : List.of(60, 120, 240, 480, 900, 900)) {
            throttle.assertWait(wait, ThrottledAction.RESET, ADA, GUESSER);
            throttle.advance(Duration.ofSeconds(wait));
            throttle.begin(ThrottledAction.RESET, ADA, Clients.of("192.0.2." + wait % 256, "curl"))
                    .succeeded();
        }
        throttle.assertWait(900, ThrottledAction.RESET, ADA, GUESSER);
        throttle.begin(ThrottledAction.RESET, ADA, Clients.SAFARI).succeeded();
    }

    @Test
    void a_log_in_of_the_owner_deletes_the_failures_in_that_network() {
        throttle.know(ADA, 1, Clients.SAFARI);
        throttle.fail(20, ADA, Clients.SAFARI);
        throttle.assertWait(4, ThrottledAction.LOG_IN, ADA, Clients.SAFARI);

        throttle.know(ADA, 1, Clients.SAFARI);

        throttle.fail(9, ADA, Clients.SAFARI);
        throttle.succeed(ADA, Clients.SAFARI);
        throttle.assertWait(4, ThrottledAction.LOG_IN, ADA, GUESSER);
    }

    @Test
    void links_are_mailed_so_often_to_an_account_and_at_the_wish_of_an_address() {
        for (ThrottledAction action : List.of(ThrottledAction.RESET, ThrottledAction.RESEND)) {
            for (int i = 0; i < 5; i++) {
                throttle.begin(action, ADA, GUESSER).succeeded();
            }
            throttle.assertWait(60, action, ADA, Clients.SAFARI);
            for (int i = 0; i < 3; i++) {
                throttle.begin(action, BOB, GUESSER).succeeded();
            }
            throttle.assertWait(3600, action, "eve@example.org", GUESSER);
        }
    }

    @Test
    void an_account_is_changed_so_often_by_its_person_wherever_they_are() {
        throttle.begin(ThrottledAction.CHANGE, ADA, GUESSER).close();
        throttle.awaitNothingCounted();
        for (int i = 0; i < 60; i++) {
            throttle.begin(ThrottledAction.CHANGE, ADA, GUESSER).succeeded();
        }
        throttle.assertWait(3600, ThrottledAction.CHANGE, ADA, Clients.SAFARI);
        throttle.begin(ThrottledAction.CHANGE, BOB, GUESSER).succeeded();
    }
}
