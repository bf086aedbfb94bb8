package io.talel.command.eventlog;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Takes snapshots one after the other, away from the commands that made them due. A stream waits at most once, and what
 * still waits when the node stops is left: the next command makes it due again.
 */
final class SnapshotThread implements AutoCloseable {

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("snapshots").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    SnapshotThread() {
        thread.allowCoreThreadTimeOut(true);
    }

    void run(Runnable task) {
        thread.execute(task);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
