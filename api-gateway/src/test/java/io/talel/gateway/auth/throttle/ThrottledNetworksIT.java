package io.talel.gateway.auth.throttle;

import static io.talel.gateway.auth.throttle.ThrottleOnRedis.ADA;
import static io.talel.gateway.auth.throttle.ThrottleOnRedis.BOB;
import static io.talel.gateway.auth.throttle.ThrottleOnRedis.CAPACITY;
import static io.talel.gateway.auth.throttle.ThrottleOnRedis.GUESSER;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.client.Clients;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How often people may try from an address, from a network and from everywhere. */
class ThrottledNetworksIT {

    @RegisterExtension
    private final ThrottleOnRedis throttle = new ThrottleOnRedis();

    @Test
    void an_address_has_to_wait_until_its_window_ends_and_others_do_not() {
        for (int i = 0; i < 30; i++) {
            throttle.fail(1, "person" + i + "@example.org", GUESSER);
        }
        throttle.advance(Duration.ofMinutes(5));
        throttle.assertWait(600, ThrottledAction.LOG_IN, ADA, GUESSER);
        throttle.assertWait(600, ThrottledAction.REGISTER, ADA, GUESSER);
        throttle.succeed(ADA, Clients.SAFARI);
    }

    @Test
    void all_of_a_64_are_one_address() {
        for (int i = 0; i < 30; i++) {
            throttle.fail(1, "person" + i + "@example.org", Clients.of("2001:db8:1:2::" + i, "curl"));
        }
        throttle.assertWait(900, ThrottledAction.LOG_IN, ADA, Clients.of("2001:db8:1:2:ffff::1", "curl"));
        throttle.succeed(ADA, Clients.of("2001:db8:1:3::1", "curl"));
    }

    @Test
    void the_64s_of_a_56_and_the_56s_of_a_48_have_an_allowance_together() {
        for (int i = 0; i < 60; i++) {
            throttle.fail(1, "person" + i + "@example.org", inNetwork(i));
        }
        throttle.assertWait(900, ThrottledAction.LOG_IN, ADA, inNetwork(99));
        throttle.assertWait(900, ThrottledAction.REGISTER, ADA, inNetwork(99));
        for (int i = 0; i < 60; i++) {
            throttle.fail(1, "person" + i + "@example.org", inNetwork(0x100 + i));
        }
        throttle.assertWait(900, ThrottledAction.LOG_IN, ADA, inNetwork(0x200));
        throttle.succeed(ADA, Clients.of("2001:db8:7::1", "curl"));
        throttle.succeed(ADA, GUESSER);
    }

    @Test
    void all_64s_of_a_48_together_do_not_keep_everybody_waiting() {
        int failed = 0;
        for (int i = 0; i < 5_000; i++) {
            failed +=
                    throttle.guess("person" + i + "@example.org", inNetwork(i)).equals("401") ? 1 : 0;
        }
        assertThat(failed).isEqualTo(120);
        throttle.succeed(ADA, GUESSER);
        throttle.succeed(BOB, Clients.of("2001:db8:7::1", "curl"));
    }

    private static Client inNetwork(int number) {
        return Clients.of("2001:db8:6:%x::1".formatted(number), "curl");
    }

    @Test
    void a_48_does_not_register_more_people_by_having_many_64s() {
        for (int i = 0; i < 40; i++) {
            throttle.begin(ThrottledAction.REGISTER, BOB, inNetwork(i)).succeeded();
        }
        throttle.assertWait(3600, ThrottledAction.REGISTER, ADA, inNetwork(99));
    }

    @Test
    void a_log_in_does_not_delete_the_failures_of_its_network() {
        for (int i = 0; i < 30; i++) {
            throttle.fail(1, "person" + i + "@example.org", GUESSER);
            if (i < 29) {
                throttle.succeed(i + BOB, GUESSER);
            }
        }
        throttle.assertWait(900, ThrottledAction.LOG_IN, BOB, GUESSER);
    }

    @Test
    void a_network_has_a_limit_of_log_ins_for_all_its_accounts() {
        for (int i = 0; i < 100; i++) {
            throttle.succeed("person" + i + "@example.org", GUESSER);
        }
        throttle.assertWait(900, ThrottledAction.LOG_IN, ADA, GUESSER);
        throttle.succeed(ADA, Clients.SAFARI);
    }

    @Test
    void an_address_may_register_so_many_people() {
        for (int i = 0; i < 20; i++) {
            throttle.register(true);
        }
        throttle.assertWait(3600, ThrottledAction.REGISTER, ADA, GUESSER);
    }

    @Test
    void refused_registrations_are_failures_of_the_address() {
        for (int i = 0; i < 30; i++) {
            throttle.register(false);
        }
        throttle.assertWait(900, ThrottledAction.REGISTER, ADA, GUESSER);
    }

    @Test
    void everybody_together_has_to_wait_for_a_minute_at_most() {
        for (int i = 0; i < CAPACITY; i++) {
            throttle.fail(1, "person" + i + "@example.org", Clients.of("192.0.2." + i, "curl"));
        }
        throttle.assertWait(60, ThrottledAction.LOG_IN, ADA, Clients.SAFARI);
    }
}
