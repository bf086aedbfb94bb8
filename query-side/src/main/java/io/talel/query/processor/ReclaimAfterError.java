package io.talel.query.processor;

import io.talel.query.deadletter.Fault;
import io.talel.query.generation.ProjectionPaused;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.springframework.dao.DataAccessException;

/**
 * Lets a failed batch fail, so that nothing of it is committed, and has its segment claimed again after {@link #PAUSE},
 * as long as the node is due it. Axon alone would leave the segment for twice as long after each error, up to a minute.
 */
final class ReclaimAfterError implements ErrorHandler {

    static final Duration PAUSE = CappedDelayExecutor.CAP;

    private final Supplier<PooledStreamingEventProcessor> processor;
    private final ScheduledExecutorService executor;
    private final Supplier<Optional<Integer>> atWork;
    private final Consumer<SegmentFailure> failures;

    /**
     * @param atWork finds the segment whose batch has failed; empty for an error outside batches, which is only propagated
     * @param failures receives the failure of a batch, except a pause
     */
    ReclaimAfterError(
            Supplier<PooledStreamingEventProcessor> processor,
            ScheduledExecutorService executor,
            Supplier<Optional<Integer>> atWork,
            Consumer<SegmentFailure> failures) {
        this.processor = processor;
        this.executor = executor;
        this.atWork = atWork;
        this.failures = failures;
    }

    @Override
    public void handleError(ErrorContext errorContext) throws Exception {
        atWork.get().ifPresent(segment -> {
            if (!(errorContext.error() instanceof ProjectionPaused)) {
                failures.accept(failure(errorContext, segment));
            }
            reclaimLater(segment);
        });
        PropagatingErrorHandler.instance().handleError(errorContext);
    }

    private static SegmentFailure failure(ErrorContext errorContext, int segment) {
        return SegmentFailure.of(
                errorContext.eventProcessor(),
                segment,
                errorContext.failedEvents().getFirst(),
                Fault.of(errorContext.error()),
                System.nanoTime());
    }

    private void reclaimLater(int segment) {
        executor.schedule(() -> reclaim(segment), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Leaves the segment to other nodes if this node's share is full or another node has claimed the segment. */
    private void reclaim(int segment) {
        PooledStreamingEventProcessor running = processor.get();
        try {
            if (running.processingStatus().size() < running.maxCapacity()) {
                running.claimSegment(segment);
            }
        } catch (DataAccessException e) {
            // The database is still away.
            reclaimLater(segment);
        }
    }
}
