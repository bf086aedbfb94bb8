package io.talel.gateway.work;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few platform threads for work that costs a core. On the virtual threads of requests it would hold their carriers,
 * of which there is one a core, and with them the health check and all reads.
 */
public final class WorkThreads implements AutoCloseable {

    private final String name;
    private final ThreadPoolExecutor threads;
    private final Duration patience;

    /**
     * @param name of the threads, in logs and dumps
     * @param parallel how many pieces of work are done at a time
     * @param queued how many may wait for their turn
     * @param patience how long one waits for its turn; what has begun is waited for to its end
     */
    public WorkThreads(String name, int parallel, int queued, Duration patience) {
        this.name = name;
        this.threads = new ThreadPoolExecutor(
                parallel,
                parallel,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queued),
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
        this.patience = patience;
    }

    /**
     * @throws RejectedExecutionException if too many others wait already, or for too long
     * @throws ExecutionException with what the work threw
     */
    public <T> T inTurn(Callable<T> work) throws ExecutionException {
        CountDownLatch begun = new CountDownLatch(1);
        Future<T> result = threads.submit(() -> {
            begun.countDown();
            return work.call();
        });
        try {
            if (!begun.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RejectedExecutionException("No turn at " + name + " within " + patience);
            }
            return result.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("A turn at " + name + " was no longer waited for");
        } finally {
            result.cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
