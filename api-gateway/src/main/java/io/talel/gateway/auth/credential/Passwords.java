package io.talel.gateway.auth.credential;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private final ThreadPoolExecutor threads;
    private final Duration patience;
    private final String hashOfNobody;

    /**
     * @param parallel how many are hashed at a time
     * @param queued how many may wait for their turn
     * @param patience how long one waits for its result
     */
    public Passwords(int parallel, int queued, Duration patience) {
        this.threads = new ThreadPoolExecutor(
                parallel,
                parallel,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queued),
                Thread.ofPlatform().daemon().name("argon2-", 0).factory());
        this.patience = patience;
        this.hashOfNobody = encoded("nobody's password");
    }

    /** @throws RejectedExecutionException if too many others wait already */
    public String hash(Password password) {
        return inTurn(() -> encoded(password.value()));
    }

    /**
     * Whether the text is the password of this hash. Without a hash the answer is no, at the same cost, so that the time
     * it takes tells nobody whether there is such an account.
     *
     * @throws RejectedExecutionException if too many others wait already
     */
    public boolean verify(String text, Optional<String> hash) {
        boolean matches = inTurn(() -> argon2.matches(text, hash.orElse(hashOfNobody)));
        return matches && hash.isPresent();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private String encoded(String text) {
        return Objects.requireNonNull(argon2.encode(text));
    }

    private <T> T inTurn(Callable<T> work) {
        Future<T> turn = threads.submit(work);
        try {
            return turn.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new RejectedExecutionException("A password was not hashed within " + patience);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("A password was no longer waited for");
        } catch (ExecutionException e) {
            throw new IllegalStateException("Argon2 failed", e.getCause());
        } finally {
            turn.cancel(true);
        }
    }
}
