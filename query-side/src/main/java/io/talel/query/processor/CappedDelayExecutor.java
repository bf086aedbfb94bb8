package io.talel.query.processor;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The executor of a processor's coordinator. After errors Axon waits longer and longer, up to a minute, and has no setting for
 * it; this executor waits for {@link #CAP} at most.
 */
final class CappedDelayExecutor extends ScheduledThreadPoolExecutor {

    static final Duration CAP = Duration.ofSeconds(2);

    CappedDelayExecutor(ThreadFactory threads) {
        super(1, threads);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return super.schedule(task, Math.min(unit.toMillis(delay), CAP.toMillis()), TimeUnit.MILLISECONDS);
    }
}
