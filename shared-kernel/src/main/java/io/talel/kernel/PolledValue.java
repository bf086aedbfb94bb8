package io.talel.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A value in a database that metrics show. It is read when somebody asks and the last reading is five seconds old, in a thread
 * of its own. A scrape asks for several of them, one after the other, so each waits half a second at most: all of them together
 * stay within the ten seconds that Prometheus waits, also when no database answers.
 *
 * @param <T> value, immutable
 */
public final class PolledValue<T> {

    private static final Logger LOG = System.getLogger(PolledValue.class.getName());

    private static final Duration MAX_AGE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** A scrape every 15 s still gets the last value when one reading takes longer than the patience. */
    private static final Duration LONGEST_KNOWN = Duration.ofSeconds(30);

    private final Supplier<T> source;
    private final T unknown;
    private final LongSupplier nanoTime;

    private T value;
    private CompletableFuture<T> reading;
    private long readAt;

    /** @param unknown the value before the first reading, and after one that failed */
    public PolledValue(Supplier<T> source, T unknown) {
        this(source, unknown, System::nanoTime);
    }

    PolledValue(Supplier<T> source, T unknown, LongSupplier nanoTime) {
        this.source = source;
        this.unknown = unknown;
        this.nanoTime = nanoTime;
        this.value = unknown;
        this.reading = CompletableFuture.completedFuture(unknown);
        this.readAt = nanoTime.getAsLong() - MAX_AGE.toNanos();
    }

    /** @return the result of the last reading that has ended; unknown if that is more than half a minute ago */
    public T value() {
        return current()
                .copy()
                .completeOnTimeout(last(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private synchronized CompletableFuture<T> current() {
        if (reading.isDone() && nanoTime.getAsLong() - readAt >= MAX_AGE.toNanos()) {
            reading = CompletableFuture.supplyAsync(this::read, Thread::startVirtualThread);
        }
        return reading;
    }

    private synchronized T last() {
        return nanoTime.getAsLong() - readAt < LONGEST_KNOWN.toNanos() ? value : unknown;
    }

    private T read() {
        T found = unknown;
        try {
            found = source.get();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.DEBUG, "A value for the metrics could not be read", e);
        }
        keep(found);
        return found;
    }

    private synchronized void keep(T found) {
        value = found;
        readAt = nanoTime.getAsLong();
    }
}
