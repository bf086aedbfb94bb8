package io.talel.gateway.auth.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.auth.client.Clients;
import io.talel.gateway.auth.credential.PasswordCheckResult.Right;
import io.talel.gateway.auth.credential.PasswordCheckResult.Wrong;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PasswordsTest {

    private static final String CHOSEN = "correct horse battery";
    private static final Requester ADA = new Requester("ada@example.org", Clients.FIREFOX);

    private final Passwords passwords = new Passwords(2, 64, Duration.ofSeconds(30), _ -> {});

    @AfterEach
    void stop() {
        passwords.close();
    }

    @Test
    void a_hash_names_argon2id_with_the_recommended_parameters() {
        assertThat(passwords.hash(new Password(CHOSEN), ADA))
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void only_the_password_itself_matches() {
        Optional<String> hash = Optional.of(passwords.hash(new Password(CHOSEN), ADA));
        assertThat(passwords.verify(CHOSEN, hash, ADA)).isTrue();
        assertThat(passwords.verify(CHOSEN + " ", hash, ADA)).isFalse();
        assertThat(passwords.verify("", hash, ADA)).isFalse();
    }

    @Test
    void every_hash_has_a_salt_of_its_own() {
        assertThat(passwords.hash(new Password(CHOSEN), ADA)).isNotEqualTo(passwords.hash(new Password(CHOSEN), ADA));
    }

    @Test
    void without_a_hash_nothing_matches() {
        assertThat(passwords.verify(CHOSEN, Optional.empty(), ADA)).isFalse();
        assertThat(passwords.verify("nobody's password", Optional.empty(), ADA)).isFalse();
    }

    @Test
    void a_flood_is_turned_away_rather_than_kept_waiting() throws Exception {
        try (Passwords narrow = new Passwords(1, 2, Duration.ofSeconds(30), _ -> {});
                ExecutorService clients = Executors.newFixedThreadPool(20)) {
            Callable<String> log = () -> narrow.hash(new Password(CHOSEN), ADA);
            List<Future<String>> logIns =
                    clients.invokeAll(Stream.generate(() -> log).limit(20).toList());
            assertThat(logIns).anyMatch(logIn -> logIn.state() == Future.State.SUCCESS);
            assertThat(logIns)
                    .filteredOn(logIn -> logIn.state() == Future.State.FAILED)
                    .isNotEmpty()
                    .allSatisfy(
                            logIn -> assertThat(logIn.exceptionNow()).isInstanceOf(RejectedExecutionException.class));
        }
    }

    @Test
    void a_hash_of_the_replaced_service_is_sha3_512_of_the_password_and_its_salt_and_is_renewed() {
        String legacy = LegacyHashes.of("s3cret", "abcDE");
        assertThat(passwords.check("s3cret", Optional.of(legacy), ADA)).isInstanceOfSatisfying(Right.class, right -> {
            assertThat(right.renewed()).hasValueSatisfying(renewed -> {
                assertThat(renewed).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
                assertThat(passwords.check("s3cret", Optional.of(renewed), ADA)).isEqualTo(new Right(Optional.empty()));
            });
        });
        assertThat(passwords.check("s3crets", Optional.of(legacy), ADA)).isEqualTo(new Wrong());
        assertThat(passwords.check("s3cretabcDE", Optional.of(legacy), ADA)).isEqualTo(new Wrong());
        assertThat(passwords.check("", Optional.of(legacy), ADA)).isEqualTo(new Wrong());
    }

    /** The replaced service took any password. */
    @Test
    void an_empty_password_of_the_replaced_service_goes_on_working() {
        Optional<String> legacy = Optional.of(LegacyHashes.of("", "abcDE"));

        Optional<String> renewed = ((Right) passwords.check("", legacy, ADA)).renewed();
        assertThat(passwords.check("", renewed, ADA)).isEqualTo(new Right(Optional.empty()));
        assertThat(passwords.check(" ", legacy, ADA)).isEqualTo(new Wrong());
        assertThat(passwords.check(" ", renewed, ADA)).isEqualTo(new Wrong());
    }

    @Test
    void a_hash_of_lower_parameters_is_renewed_when_it_matches() {
        String weak = new Argon2PasswordEncoder(16, 32, 1, 4096, 1).encode(CHOSEN);
        assertThat(passwords.check(CHOSEN, Optional.of(weak), ADA))
                .isInstanceOfSatisfying(Right.class, right -> assertThat(right.renewed())
                        .hasValueSatisfying(renewed -> assertThat(renewed).contains("$m=19456,t=2,p=1$")));
        assertThat(passwords.check("another one", Optional.of(weak), ADA)).isEqualTo(new Wrong());
    }

    @Test
    void a_hash_of_the_present_parameters_stays() {
        String hash = passwords.hash(new Password(CHOSEN), ADA);
        assertThat(passwords.check(CHOSEN, Optional.of(hash), ADA)).isEqualTo(new Right(Optional.empty()));
    }

    @Test
    void how_many_a_node_can_make_follows_from_what_they_take() {
        long least = leastNanos(Optional.empty());
        int aMinute = passwords.hashesWithin(Duration.ofMinutes(1));
        assertThat((long) aMinute).isBetween(1L, 4 * Duration.ofMinutes(1).toNanos() / least);
        assertThat(passwords.hashesWithin(Duration.ofSeconds(1))).isBetween(aMinute / 60 - 1, aMinute / 60 + 1);
    }

    /** Compares the shortest times, which other work on the machine does not lengthen. */
    @Test
    void a_refused_password_takes_the_same_time_for_any_hash() {
        long argon2 = leastNanos(Optional.of(passwords.hash(new Password(CHOSEN), ADA)));
        assertThat(leastNanos(Optional.empty())).isBetween(argon2 / 2, argon2 * 2);
        assertThat(leastNanos(Optional.of(LegacyHashes.of(CHOSEN, "abcDE")))).isBetween(argon2 / 2, argon2 * 2);
    }

    private long leastNanos(Optional<String> hash) {
        return LongStream.range(0, 15)
                .map(_ -> {
                    long begun = System.nanoTime();
                    assertThat(passwords.check("wrong", hash, ADA)).isEqualTo(new Wrong());
                    return System.nanoTime() - begun;
                })
                .min()
                .orElseThrow();
    }
}
