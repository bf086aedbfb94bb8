package io.talel.gateway.auth.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.MutableClock;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.client.Clients;
import io.talel.gateway.auth.throttle.ThrottleSettings.Account;
import io.talel.gateway.auth.throttle.ThrottleSettings.Address;
import io.talel.gateway.auth.throttle.ThrottleSettings.Global;
import io.talel.gateway.web.HttpRefusal;
import io.talel.ops.localstack.LocalRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

class ThrottleIT {

    private static final String ADA = "ada@example.org";
    private static final String BOB = "bob@example.org";
    private static final Client GUESSER = Clients.FIREFOX;
    private static final ThrottleSettings SETTINGS = new ThrottleSettings(
            new Account(
                    10,
                    15,
                    Duration.ofMinutes(15),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(60),
                    5,
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(15),
                    60,
                    5),
            new Address(30, 100, Duration.ofMinutes(15), 20, 8, Duration.ofHours(1), 2),
            new Global(0, 50, 50, Duration.ofMinutes(1)));

    /** More than 240, which is twice the limit of a /48. */
    private static final int CAPACITY = 250;

    @TempDir
    private static Path directory;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final List<Action> throttled = new ArrayList<>();
    private LocalRedis server;
    private LettuceConnectionFactory connections;
    private StringRedisTemplate redis;
    private Throttle throttle;

    @BeforeEach
    void start() {
        server = LocalRedis.start(directory, 0);
        connections = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration(server.host(), server.port()),
                LettuceClientConfiguration.builder()
                        .commandTimeout(Duration.ofSeconds(2))
                        .build());
        connections.start();
        redis = new StringRedisTemplate(connections);
        redis.execute((RedisCallback<Void>) connection -> {
            connection.serverCommands().flushAll();
            return null;
        });
        throttle = new Throttle(
                redis,
                SETTINGS,
                new SecretKeySpec(new byte[32], "HmacSHA256"),
                (action, _) -> throttled.add(action),
                window -> (int) (CAPACITY * window.toSeconds() / 60),
                clock);
    }

    @AfterEach
    void stop() {
        connections.destroy();
        server.close();
    }

    @Test
    void after_ten_failures_an_account_has_to_wait_whether_or_not_anybody_has_it() {
        for (String account : List.of(ADA, "nobody@example.org", "no address", "")) {
            fail(10, account, GUESSER);
            assertWait(4, Action.LOG_IN, account, GUESSER);
            assertWait(4, Action.LOG_IN, account, Clients.SAFARI);
            clock.advance(Duration.ofHours(1));
        }
        assertThat(throttled).containsOnly(Action.LOG_IN).hasSize(8);
    }

    @Test
    void the_right_password_after_the_wait_succeeds_and_from_then_on_there() {
        fail(10, ADA, GUESSER);
        clock.advance(Duration.ofSeconds(4));
        succeed(ADA, GUESSER);
        throttle.know(ADA, 1, GUESSER);
        fail(10, ADA, GUESSER);
        assertWait(8, Action.LOG_IN, ADA, Clients.SAFARI);
        succeed(ADA, GUESSER);
        throttle.know(ADA, 1, GUESSER);
        fail(10, ADA, GUESSER);
    }

    /** Compares an account whose owner logs in meanwhile with an unknown account. */
    @Test
    void an_unknown_network_does_not_learn_whether_an_account_exists() {
        Client stranger = Clients.of("203.0.113.5", "curl");
        List<String> existing = seenByStranger(ADA, stranger, () -> {
            succeed(ADA, Clients.SAFARI);
            throttle.know(ADA, 1, Clients.SAFARI);
        });
        clock.advance(Duration.ofHours(2));
        assertThat(seenByStranger("nobody@example.org", stranger, () -> {})).isEqualTo(existing);
        assertThat(existing).contains("401", "429 4");
    }

    private List<String> seenByStranger(String account, Client stranger, Runnable owner) {
        List<String> seen = new ArrayList<>();
        owner.run();
        for (int i = 0; i < 60; i++) {
            clock.advance(Duration.ofSeconds(i < 30 ? 29 : 3));
            owner(owner, i);
            seen.add(guess(account, stranger));
        }
        clock.advance(Duration.ofMinutes(14));
        owner.run();
        clock.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 12; i++) {
            seen.add(guess(account, stranger));
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

    private String guess(String account, Client client) {
        try (Attempt attempt = throttle.begin(Action.LOG_IN, account, client)) {
            attempt.failed();
            return attempt.refusalOfStrangers().map(ThrottleIT::answer).orElse("401");
        } catch (HttpRefusal refusal) {
            return answer(refusal);
        }
    }

    private static String answer(HttpRefusal refusal) {
        return refusal.status().value() + " " + refusal.headers().getFirst(HttpHeaders.RETRY_AFTER);
    }

    @Test
    void not_even_in_the_owners_network_a_wrong_password_tells_that_it_is_the_owners() {
        throttle.know(ADA, 1, Clients.SAFARI);
        for (String account : List.of(ADA, "nobody@example.org")) {
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 13; i++) {
                seen.add(guess(account, Clients.SAFARI));
            }
            assertThat(seen.subList(0, 10)).containsOnly("401");
            assertThat(seen.subList(10, 13)).containsOnly("429 4");
        }
    }

    @Test
    void a_network_is_known_for_the_password_with_which_its_owner_was_there() {
        throttle.know(ADA, 1, Clients.SAFARI);
        fail(10, ADA, GUESSER);
        try (Attempt attempt = throttle.begin(Action.LOG_IN, ADA, Clients.SAFARI)) {
            assertThat(attempt.isOpen(1)).isTrue();
            assertThat(attempt.isOpen(2)).isFalse();
        }
        try (Attempt attempt = throttle.begin(Action.LOG_IN, BOB, Clients.SAFARI)) {
            assertThat(attempt.isOpen(1)).as("for everybody").isTrue();
        }
    }

    @Test
    void a_network_is_known_for_thirty_days_after_the_last_log_in() {
        throttle.know(ADA, 1, Clients.SAFARI);
        clock.advance(Duration.ofDays(20));
        throttle.know(ADA, 1, Clients.SAFARI);
        clock.advance(Duration.ofDays(29));
        fail(10, ADA, GUESSER);
        succeed(ADA, Clients.SAFARI);
        clock.advance(Duration.ofDays(2));
        fail(10, ADA, GUESSER);
        assertWait(4, Action.LOG_IN, ADA, Clients.SAFARI);
    }

    @Test
    void an_account_has_a_limit_of_known_networks_and_the_oldest_makes_room() {
        throttle.know(ADA, 1, Clients.SAFARI);
        for (int i = 0; i < KnownNetworks.MAX_NETWORKS; i++) {
            clock.advance(Duration.ofSeconds(1));
            throttle.know(ADA, 1, Clients.of("198.51.100." + i, "curl"));
        }
        fail(10, ADA, GUESSER);
        assertWait(4, Action.LOG_IN, ADA, Clients.SAFARI);
        succeed(ADA, Clients.of("198.51.100.0", "curl"));
    }

    @Test
    void one_account_does_not_make_another_wait() {
        fail(10, ADA, GUESSER);
        succeed(BOB, GUESSER);
    }

    @Test
    void an_address_has_to_wait_until_its_window_ends_and_others_do_not() {
        for (int i = 0; i < 30; i++) {
            fail(1, "person" + i + "@example.org", GUESSER);
        }
        clock.advance(Duration.ofMinutes(5));
        assertWait(600, Action.LOG_IN, ADA, GUESSER);
        assertWait(600, Action.REGISTER, ADA, GUESSER);
        succeed(ADA, Clients.SAFARI);
    }

    @Test
    void all_of_a_64_are_one_address() {
        for (int i = 0; i < 30; i++) {
            fail(1, "person" + i + "@example.org", Clients.of("2001:db8:1:2::" + i, "curl"));
        }
        assertWait(900, Action.LOG_IN, ADA, Clients.of("2001:db8:1:2:ffff::1", "curl"));
        succeed(ADA, Clients.of("2001:db8:1:3::1", "curl"));
    }

    @Test
    void the_64s_of_a_56_and_the_56s_of_a_48_have_an_allowance_together() {
        for (int i = 0; i < 60; i++) {
            fail(1, "person" + i + "@example.org", inNetwork(i));
        }
        assertWait(900, Action.LOG_IN, ADA, inNetwork(99));
        assertWait(900, Action.REGISTER, ADA, inNetwork(99));
        for (int i = 0; i < 60; i++) {
            fail(1, "person" + i + "@example.org", inNetwork(0x100 + i));
        }
        assertWait(900, Action.LOG_IN, ADA, inNetwork(0x200));
        succeed(ADA, Clients.of("2001:db8:7::1", "curl"));
        succeed(ADA, GUESSER);
    }

    @Test
    void all_64s_of_a_48_together_do_not_keep_everybody_waiting() {
        int failed = 0;
        for (int i = 0; i < 5_000; i++) {
            failed += guess("person" + i + "@example.org", inNetwork(i)).equals("401") ? 1 : 0;
        }
        assertThat(failed).isEqualTo(120);
        succeed(ADA, GUESSER);
        succeed(BOB, Clients.of("2001:db8:7::1", "curl"));
    }

    private static Client inNetwork(int number) {
        return Clients.of("2001:db8:6:%x::1".formatted(number), "curl");
    }

    @Test
    void a_48_does_not_register_more_people_by_having_many_64s() {
        for (int i = 0; i < 40; i++) {
            throttle.begin(Action.REGISTER, BOB, inNetwork(i)).succeeded();
        }
        assertWait(3600, Action.REGISTER, ADA, inNetwork(99));
    }

    @Test
    void a_log_in_does_not_delete_the_failures_of_its_network() {
        for (int i = 0; i < 30; i++) {
            fail(1, "person" + i + "@example.org", GUESSER);
            if (i < 29) {
                succeed(i + BOB, GUESSER);
            }
        }
        assertWait(900, Action.LOG_IN, BOB, GUESSER);
    }

    @Test
    void right_passwords_do_not_add_up_to_failures_but_to_so_many_log_ins() {
        for (int i = 0; i < 15; i++) {
            succeed(ADA, Clients.of("192.0.2." + i, "curl"));
            throttle.know(ADA, 1, Clients.of("192.0.2." + i, "curl"));
        }
        for (int wait : List.of(4, 8, 16, 32, 60, 60)) {
            assertWait(wait, Action.LOG_IN, ADA, Clients.of("192.0.2.1", "curl"));
            assertWait(wait, Action.LOG_IN, ADA, Clients.SAFARI);
            succeed(BOB, Clients.of("192.0.2.1", "curl"));
            clock.advance(Duration.ofSeconds(wait));
            succeed(ADA, GUESSER);
        }
    }

    @Test
    void a_network_has_a_limit_of_log_ins_for_all_its_accounts() {
        for (int i = 0; i < 100; i++) {
            succeed("person" + i + "@example.org", GUESSER);
        }
        assertWait(900, Action.LOG_IN, ADA, GUESSER);
        succeed(ADA, Clients.SAFARI);
    }

    @Test
    void guesses_that_are_under_way_count_already() {
        List<Attempt> underWay = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            underWay.add(throttle.begin(Action.LOG_IN, ADA, GUESSER));
        }
        assertWait(4, Action.LOG_IN, ADA, GUESSER);
        underWay.forEach(Attempt::close);
    }

    @Test
    void what_could_not_be_looked_at_has_not_happened() {
        for (int i = 0; i < 10; i++) {
            throttle.begin(Action.LOG_IN, ADA, GUESSER).close();
            awaitNothingCounted();
        }
        await().untilAsserted(() -> succeed(ADA, GUESSER));
        fail(9, ADA, GUESSER);
        succeed(ADA, GUESSER);
    }

    @Test
    void everybody_together_has_to_wait_for_a_minute_at_most() {
        for (int i = 0; i < CAPACITY; i++) {
            fail(1, "person" + i + "@example.org", Clients.of("192.0.2." + i, "curl"));
        }
        assertWait(60, Action.LOG_IN, ADA, Clients.SAFARI);
    }

    @Test
    void failures_elsewhere_do_not_delay_the_owner_in_a_known_network() {
        throttle.know(ADA, 1, Clients.SAFARI);
        for (int i = 0; i < CAPACITY; i++) {
            fail(1, "person" + i + "@example.org", Clients.of("192.0.2." + i, "curl"));
        }
        assertWait(60, Action.LOG_IN, BOB, Clients.SAFARI);
        succeed(ADA, Clients.SAFARI);
        throttle.begin(Action.REAUTHENTICATE, "user-7", Clients.SAFARI).succeeded();
    }

    @Test
    void requests_for_links_wait_ever_longer_except_in_networks_of_the_owner() {
        throttle.know(ADA, 1, Clients.SAFARI);
        for (int i = 0; i < 5; i++) {
            throttle.begin(Action.RESET, ADA, GUESSER).succeeded();
        }
        for (int wait : List.of(60, 120, 240, 480, 900, 900)) {
            assertWait(wait, Action.RESET, ADA, GUESSER);
            clock.advance(Duration.ofSeconds(wait));
            throttle.begin(Action.RESET, ADA, Clients.of("192.0.2." + wait % 256, "curl"))
                    .succeeded();
        }
        assertWait(900, Action.RESET, ADA, GUESSER);
        throttle.begin(Action.RESET, ADA, Clients.SAFARI).succeeded();
    }

    @Test
    void a_log_in_of_the_owner_deletes_the_failures_in_that_network() {
        throttle.know(ADA, 1, Clients.SAFARI);
        fail(20, ADA, Clients.SAFARI);
        assertWait(4, Action.LOG_IN, ADA, Clients.SAFARI);

        throttle.know(ADA, 1, Clients.SAFARI);

        fail(9, ADA, Clients.SAFARI);
        succeed(ADA, Clients.SAFARI);
        assertWait(4, Action.LOG_IN, ADA, GUESSER);
    }

    @Test
    void an_address_may_register_so_many_people() {
        for (int i = 0; i < 20; i++) {
            register(true);
        }
        assertWait(3600, Action.REGISTER, ADA, GUESSER);
    }

    @Test
    void refused_registrations_are_failures_of_the_address() {
        for (int i = 0; i < 30; i++) {
            register(false);
        }
        assertWait(900, Action.REGISTER, ADA, GUESSER);
    }

    @Test
    void links_are_mailed_so_often_to_an_account_and_at_the_wish_of_an_address() {
        for (Action action : List.of(Action.RESET, Action.RESEND)) {
            for (int i = 0; i < 5; i++) {
                throttle.begin(action, ADA, GUESSER).succeeded();
            }
            assertWait(60, action, ADA, Clients.SAFARI);
            for (int i = 0; i < 3; i++) {
                throttle.begin(action, BOB, GUESSER).succeeded();
            }
            assertWait(3600, action, "eve@example.org", GUESSER);
        }
    }

    @Test
    void an_account_is_changed_so_often_by_its_person_wherever_they_are() {
        throttle.begin(Action.CHANGE, ADA, GUESSER).close();
        awaitNothingCounted();
        for (int i = 0; i < 60; i++) {
            throttle.begin(Action.CHANGE, ADA, GUESSER).succeeded();
        }
        assertWait(3600, Action.CHANGE, ADA, Clients.SAFARI);
        throttle.begin(Action.CHANGE, BOB, GUESSER).succeeded();
    }

    @Test
    void redis_sees_neither_an_email_nor_an_address() {
        fail(1, ADA, GUESSER);
        assertThat(redis.keys("*")).hasSize(3).allMatch(key -> key.startsWith("auth:throttle:"));
        assertThat(redis.keys("*").toString()).doesNotContain("ada", "example", "192.0");
    }

    @Test
    void without_redis_a_node_counts_by_itself_and_more_strictly() {
        server.close();
        register(true);
        register(true);
        assertWait(3600, Action.REGISTER, ADA, GUESSER);
    }

    @Test
    void without_redis_log_ins_fail() {
        server.close();
        assertThatThrownBy(() -> throttle.begin(Action.LOG_IN, ADA, GUESSER)).isInstanceOf(DataAccessException.class);
    }

    @Test
    void an_attempt_that_cannot_be_taken_back_stays_counted() {
        Attempt attempt = throttle.begin(Action.LOG_IN, ADA, GUESSER);
        server.close();
        attempt.succeeded();
    }

    /** Attempts that are closed without a verdict are taken back in the background. */
    private void awaitNothingCounted() {
        await().pollInterval(Duration.ofMillis(1))
                .untilAsserted(() -> assertThat(redis.keys("*")).isEmpty());
    }

    private void fail(int times, String account, Client client) {
        for (int i = 0; i < times; i++) {
            try (Attempt attempt = throttle.begin(Action.LOG_IN, account, client)) {
                attempt.failed();
            }
        }
    }

    private void succeed(String account, Client client) {
        try (Attempt attempt = throttle.begin(Action.LOG_IN, account, client)) {
            attempt.succeeded();
        }
    }

    private void register(boolean done) {
        try (Attempt attempt = throttle.begin(Action.REGISTER, BOB, GUESSER)) {
            if (done) {
                attempt.succeeded();
            } else {
                attempt.failed();
            }
        }
    }

    private void assertWait(int seconds, Action action, String account, Client client) {
        HttpRefusal refusal = catchThrowableOfType(HttpRefusal.class, () -> throttle.begin(action, account, client));
        assertThat(refusal.status()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(refusal.headers().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo(String.valueOf(seconds));
    }
}
