package io.talel.gateway.bus.events;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The event log for a processor that needs little of it. Axon queues up to 1,024 events for a processor and does not ask
 * whether it handles them, and an article may have a megabyte. So what the processor does not need is dropped first; of some
 * events only the position is left.
 *
 * @param slim replaces an event by one with the same position
 */
record SlimEvents(StreamableMessageSource<TrackedEventMessage<?>> log, UnaryOperator<TrackedEventMessage<?>> slim)
        implements StreamableMessageSource<TrackedEventMessage<?>> {

    /** Stands for an event of which the processor needs the position only. */
    record PassedOver() {}

    static TrackedEventMessage<?> passedOver(TrackedEventMessage<?> event) {
        return new GenericTrackedEventMessage<>(
                event.trackingToken(), GenericEventMessage.asEventMessage(new PassedOver()));
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        return new Slim(log.openStream(trackingToken), slim);
    }

    @Override
    public TrackingToken createTailToken() {
        return log.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return log.createHeadToken();
    }

    private record Slim(BlockingStream<TrackedEventMessage<?>> stream, UnaryOperator<TrackedEventMessage<?>> slim)
            implements BlockingStream<TrackedEventMessage<?>> {

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return slim.apply(stream.nextAvailable());
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek().map(slim);
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            return stream.setOnAvailableCallback(callback);
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
