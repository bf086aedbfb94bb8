package io.talel.gateway.auth.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.auth.credential.Argon2.Cost;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class Argon2Test {

    private final Argon2 argon2 = new Argon2(new Cost(64, 2, 1));

    /** Earlier releases made their hashes with that library. */
    @Property(tries = 50)
    void another_library_reads_its_hashes_and_it_reads_theirs(
            @ForAll String password,
            @ForAll @IntRange(min = 1, max = 3) int iterations,
            @ForAll @IntRange(min = 1, max = 4) int parallelism) {
        Argon2 ours = new Argon2(new Cost(64, iterations, parallelism));
        Argon2PasswordEncoder theirs = new Argon2PasswordEncoder(16, 32, parallelism, 64, iterations);

        assertThat(ours.matches(password, String.valueOf(theirs.encode(password))))
                .isTrue();
        assertThat(password.isEmpty() || theirs.matches(password, ours.hash(password)))
                .isTrue();
        assertThat(ours.matches(password + "x", ours.hash(password))).isFalse();
    }

    /** From the test suite of the reference implementation. */
    @Test
    void a_known_hash_is_known() {
        String known = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(argon2.matches("password", known)).isTrue();
        assertThat(argon2.matches("passwore", known)).isFalse();
    }

    @Test
    void memory_that_is_used_again_changes_no_hash() throws Exception {
        String first = argon2.hash("correct horse");
        Callable<Boolean> guess =
                () -> !argon2.matches("wrong", argon2.hash("another")) && argon2.matches("correct horse", first);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> guesses = threads.invokeAll(Collections.nCopies(400, guess));
            assertThat(guesses).allMatch(Future::resultNow);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$argon2i$v=19$m=64,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=16$m=64,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=2,p=1$c29tZXNhbHQ$",
                "$argon2id$v=19$m=64,t=2,p=1$c29tZXNhbHQ"
            })
    void nothing_matches_what_is_no_such_hash(String text) {
        assertThat(argon2.matches("password", text)).isFalse();
        assertThat(argon2.isWeak(text)).isTrue();
    }

    @Test
    void a_hash_is_weak_once_new_ones_cost_more() {
        String hash = argon2.hash("correct horse");
        assertThat(argon2.isWeak(hash)).isFalse();
        assertThat(new Argon2(new Cost(128, 2, 1)).isWeak(hash)).isTrue();
        assertThat(new Argon2(new Cost(64, 3, 1)).isWeak(hash)).isTrue();
        assertThat(new Argon2(new Cost(32, 1, 1)).isWeak(hash)).isFalse();
    }
}
