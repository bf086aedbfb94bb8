package io.talel.gateway.bus;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The event log for a processor that takes events of users only. Axon queues up to 1,024 events for a processor and
 * does not ask whether it handles them, and an article may have a megabyte. So events of other streams come without their
 * payload: the processor only passes their positions.
 */
record UserEventsSource(StreamableMessageSource<TrackedEventMessage<?>> log)
        implements StreamableMessageSource<TrackedEventMessage<?>> {

    /** Prefix of streams of users, see {@link io.talel.kernel.user.UserId}. */
    private static final String USER = "user-";

    /** Stands for an event of another stream. */
    record PassedOver() {}

    static boolean isOfUser(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> event
                && event.getAggregateIdentifier().startsWith(USER);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        return new Slim(log.openStream(trackingToken));
    }

    @Override
    public TrackingToken createTailToken() {
        return log.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return log.createHeadToken();
    }

    private record Slim(BlockingStream<TrackedEventMessage<?>> stream)
            implements BlockingStream<TrackedEventMessage<?>> {

        private static TrackedEventMessage<?> slim(TrackedEventMessage<?> event) {
            return isOfUser(event)
                    ? event
                    : new GenericTrackedEventMessage<>(
                            event.trackingToken(), GenericEventMessage.asEventMessage(new PassedOver()));
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return slim(stream.nextAvailable());
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek().map(Slim::slim);
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
