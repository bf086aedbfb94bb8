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

/** Something done so many times a second, whether or not the time before has ended; what came of it is kept. */
final class Paced<T> implements AutoCloseable {

    private final Queue<T> outcomes = new ConcurrentLinkedQueue<>();
    private final AtomicLong count = new AtomicLong();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Paced() {}

    /** @param once is told how often it was done before */
    static <T> Paced<T> start(int perSecond, LongFunction<T> once) {
        Paced<T> paced = new Paced<>();
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

    /** Waits for those that are under way. */
    @Override
    public void close() {
        clock.close();
        threads.close();
    }
}
