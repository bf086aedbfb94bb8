package io.talel.query.processor;

import io.talel.query.deadletter.Fault;
import io.talel.query.generation.ProjectionPaused;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
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
     * @param atWork finds the segment whose batch has failed
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
        List<Integer> failed = atWork.get().map(List::of).orElseGet(() -> segmentsOf(errorContext.failedEvents()));
        for (int segment : failed) {
            if (!(errorContext.error() instanceof ProjectionPaused)) {
                failures.accept(failure(errorContext, segment));
            }
            reclaimLater(segment);
        }
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

    /** The segment of the events of a batch, among the segments that the processor lists. */
    private List<Integer> segmentsOf(Collection<? extends EventMessage<?>> batch) {
        return processor.get().processingStatus().values().stream()
                .map(EventTrackerStatus::getSegment)
                .filter(segment -> batch.stream().anyMatch(event -> belongs(event, segment)))
                .map(Segment::getSegmentId)
                .toList();
    }

    private static boolean belongs(EventMessage<?> event, Segment segment) {
        return segment.matches(SequentialPerAggregatePolicy.instance().getSequenceIdentifierFor(event));
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
