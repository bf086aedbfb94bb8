package io.talel.ops.drills;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Runs an action at a fixed rate, whether or not the run before has ended, and keeps the results. */
final class FixedRate<T> implements AutoCloseable {

    private final Queue<T> outcomes = new ConcurrentLinkedQueue<>();
    private final AtomicLong count = new AtomicLong();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private FixedRate() {}

    /** @param once one run; the argument is the number of earlier runs */
    static <T> FixedRate<T> start(int perSecond, LongFunction<T> once) {
        FixedRate<T> paced = new FixedRate<>();
        paced.clock.scheduleAtFixedRate(
                () -> paced.threads.execute(() -> paced.outcomes.add(once.apply(paced.count.getAndIncrement()))),
                0,
                TimeUnit.SECONDS.toNanos(1) / perSecond,
                TimeUnit.NANOSECONDS);
        return paced;
    }

    List<T> outcomes() {
        return List.copyOf(outcomes);
    }

    /** Waits for runs under way. */
    @Override
    public void close() {
        clock.close();
        threads.close();
    }
}
