package io.talel.gateway.auth.credential;

import io.talel.gateway.auth.credential.PasswordCheck.Right;
import io.talel.gateway.auth.credential.PasswordCheck.Wrong;
import io.talel.gateway.work.WorkThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;

/**
 * Hashes and verifies passwords with Argon2id. A hash costs 19 MiB and a core for tens of milliseconds, so they are made
 * on a few threads of their own: a flood of log-ins takes neither the memory nor the threads that serve reads.
 */
public final class Passwords implements AutoCloseable {

    /** What OWASP recommends: 19 MiB, two iterations, one lane. */
    private static final Argon2.Cost COST = new Argon2.Cost(19_456, 2, 1);

    private final Argon2 argon2;
    private final WorkThreads threads;
    private final String hashOfNobody;

    /**
     * @param parallel how many are hashed at a time
     * @param queued how many may wait for their turn
     * @param patience how long one waits for its turn
     */
    public Passwords(int parallel, int queued, Duration patience) {
        this.argon2 = new Argon2(COST, parallel);
        this.threads = new WorkThreads("argon2", parallel, queued, patience);
        this.hashOfNobody = argon2.hash("nobody's password");
    }

    /** @throws RejectedExecutionException if too many others wait already, or for too long */
    public String hash(Password password) {
        return inTurn(() -> argon2.hash(password.value()));
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
            boolean weak = legacy.isPresent() || argon2.isWeak(hash.orElseThrow());
            return new Right(weak ? Optional.of(argon2.hash(text)) : Optional.empty());
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

    private <T> T inTurn(Callable<T> work) {
        try {
            return threads.inTurn(work);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Argon2 failed", e.getCause());
        }
    }
}
