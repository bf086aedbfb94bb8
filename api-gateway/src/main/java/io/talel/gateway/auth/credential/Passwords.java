package io.talel.gateway.auth.credential;

import io.talel.gateway.auth.credential.PasswordCheckResult.Right;
import io.talel.gateway.auth.credential.PasswordCheckResult.Wrong;
import io.talel.gateway.work.FairWorkThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Hashes and verifies passwords with Argon2id. A hash costs 19 MiB and a core for tens of milliseconds, so they are made
 * on a few threads of their own: a flood of log-ins takes neither the memory nor the threads that serve reads. Accounts and
 * networks take turns, so a flood from one of them delays the others by a hash or two.
 */
public final class Passwords implements AutoCloseable {

    /** With two cores and some 40 ms a hash, the last in the queue waits a little more than a second. */
    static final int MAX_QUEUED = 64;

    /** Longest wait for a hash, for a node that is short of processor time. */
    static final Duration MAX_WAIT = Duration.ofSeconds(10);

    /** Weight of the past in the mean: the first hashes of a node are slow and soon forgotten. */
    private static final int SMOOTHING = 8;

    private final Argon2 argon2;
    private final int parallel;
    private final FairWorkThreads threads;
    private final String dummyHash;

    /** Moving mean of the time that a hash takes, in nanoseconds. */
    private final AtomicLong nanosOfHash = new AtomicLong();

    /**
     * @param parallel number of hashes at a time
     * @param queued most that may wait for their turn
     * @param patience longest wait for a turn
     * @param waited receives the wait of each hash
     */
    public Passwords(int parallel, int queued, Duration patience, Consumer<Duration> waited) {
        this.argon2 = new Argon2(Argon2.Cost.OF_NEW_HASHES);
        this.parallel = parallel;
        this.threads = new FairWorkThreads("argon2", parallel, queued, patience, waited);
        this.dummyHash = timed(() -> argon2.hash("nobody's password"));
    }

    /** @throws RejectedExecutionException if the queue is full, or the wait takes too long */
    public String hash(Password password, Requester requester) {
        return inTurn(requester, () -> timed(() -> argon2.hash(password.value())));
    }

    /** Number of hashes that wait for their turn. */
    int waiting() {
        return threads.waiting();
    }

    /** Number of hashes that this node can make within that time, estimated from the latest ones. */
    public int hashesWithin(Duration time) {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, parallel * time.toNanos() / Math.max(1, nanosOfHash.get())));
    }

    /**
     * Whether the text is the password of this hash. A missing hash and a hash of the replaced service cost the same time, so
     * that the time does not reveal whether the account exists.
     *
     * @throws RejectedExecutionException if the queue is full, or the wait takes too long
     */
    public PasswordCheckResult check(String text, Optional<String> hash, Requester requester) {
        Optional<LegacyHash> legacy = hash.flatMap(LegacyHash::parse);
        return inTurn(requester, () -> {
            String compared = legacy.isEmpty() ? hash.orElse(dummyHash) : dummyHash;
            boolean matches = timed(() -> argon2.matches(text, compared));
            boolean right = legacy.map(known -> known.matches(text)).orElse(matches && hash.isPresent());
            if (!right) {
                return new Wrong();
            }
            boolean weak = legacy.isPresent() || argon2.isWeak(hash.orElseThrow());
            return new Right(weak ? Optional.of(argon2.hash(text)) : Optional.empty());
        });
    }

    /** As {@link #check}, for callers that do not store a renewed hash. */
    public boolean verify(String text, Optional<String> hash, Requester requester) {
        return check(text, hash, requester) instanceof Right;
    }

    @Override
    public void close() {
        threads.close();
    }

    private <T> T timed(Supplier<T> hash) {
        long begun = System.nanoTime();
        T made = hash.get();
        long took = System.nanoTime() - begun;
        nanosOfHash.updateAndGet(mean -> mean == 0 ? took : mean + (took - mean) / SMOOTHING);
        return made;
    }

    private <T> T inTurn(Requester requester, Callable<T> work) {
        try {
            return threads.inTurn(requester.parties(), work);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Argon2 failed", e.getCause());
        }
    }
}
