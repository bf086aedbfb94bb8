package io.talel.query.processor;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;

/**
 * Lets a failed batch fail, so that nothing of it is committed, and has its segment claimed again after {@link #PAUSE}.
 * Axon alone would leave the segment for twice as long after each error, up to a minute.
 */
final class ReclaimAfterError implements ErrorHandler {

    static final Duration PAUSE = CappedDelay.CAP;

    private final Supplier<PooledStreamingEventProcessor> processor;
    private final ScheduledExecutorService executor;

    ReclaimAfterError(Supplier<PooledStreamingEventProcessor> processor, ScheduledExecutorService executor) {
        this.processor = processor;
        this.executor = executor;
    }

    @Override
    public void handleError(ErrorContext errorContext) throws Exception {
        executor.schedule(this::reclaim, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        PropagatingErrorHandler.instance().handleError(errorContext);
    }

    private void reclaim() {
        PooledStreamingEventProcessor running = processor.get();
        for (int segment = 0; segment < ProjectionProcessors.SEGMENTS; segment++) {
            if (!running.processingStatus().containsKey(segment)) {
                running.claimSegment(segment);
            }
        }
    }
}
