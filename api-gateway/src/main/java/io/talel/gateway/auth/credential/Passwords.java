package io.talel.gateway.auth.credential;

import io.talel.gateway.auth.credential.PasswordCheck.Right;
import io.talel.gateway.auth.credential.PasswordCheck.Wrong;
import io.talel.gateway.work.WorkThreads;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Hashes and verifies passwords with Argon2id. A hash costs 19 MiB and a core for tens of milliseconds, so they are made
 * on a few threads of their own: a flood of log-ins takes neither the memory nor the threads that serve reads.
 */
public final class Passwords implements AutoCloseable {

    /** OWASP's recommended parameters: memory in KiB, iterations, parallelism. */
    private static final int MEMORY = 19_456;

    private static final int ITERATIONS = 2;
    private static final int PARALLELISM = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, PARALLELISM, MEMORY, ITERATIONS);
    private final WorkThreads threads;
    private final String hashOfNobody;

    /**
     * @param parallel how many are hashed at a time
     * @param queued how many may wait for their turn
     * @param patience how long one waits for its turn
     */
    public Passwords(int parallel, int queued, Duration patience) {
        this.threads = new WorkThreads("argon2", parallel, queued, patience);
        this.hashOfNobody = encoded("nobody's password");
    }

    /** @throws RejectedExecutionException if too many others wait already, or for too long */
    public String hash(Password password) {
        return inTurn(() -> encoded(password.value()));
    }

    /**
     * Whether the text is the password of this hash. Without a hash it is not, and with one of the replaced service it is
     * found out, at the same cost, so that the time it takes tells nobody whether there is such an account.
     *
     * @throws RejectedExecutionException if too many others wait already, or for too long
     */
    public PasswordCheck check(String text, Optional<String> hash) {
        Optional<LegacyHash> legacy = hash.flatMap(LegacyHash::parse);
        return inTurn(() -> {
            boolean matches = argon2.matches(text, legacy.isEmpty() ? hash.orElse(hashOfNobody) : hashOfNobody);
            boolean right = legacy.map(known -> known.matches(text)).orElse(matches && hash.isPresent());
            if (!right) {
                return new Wrong();
            }
            boolean weak = legacy.isPresent() || argon2.upgradeEncoding(hash.orElseThrow());
            return new Right(weak ? Optional.of(encoded(text)) : Optional.empty());
        });
    }

    /** As {@link #check}, for who does not store a renewed hash. */
    public boolean verify(String text, Optional<String> hash) {
        return check(text, hash) instanceof Right;
    }

    @Override
    public void close() {
        threads.close();
    }

    private String encoded(String text) {
        return Objects.requireNonNull(argon2.encode(text));
    }

    private <T> T inTurn(Callable<T> work) {
        try {
            return threads.inTurn(work);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Argon2 failed", e.getCause());
        }
    }
}
