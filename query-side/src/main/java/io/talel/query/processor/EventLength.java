package io.talel.query.processor;

import io.talel.kernel.LogPosition;
import java.util.function.ToLongFunction;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;

/**
 * How much an event takes in memory, in bytes: what is stored of it, which is not read for that, with its position, its
 * metadata and the objects around them.
 */
record EventLength(Serializer events) implements ToLongFunction<TrackedEventMessage<?>> {

    private static final int BESIDES_PAYLOAD = 2_048;

    /** Of gaps in the position. */
    private static final int BYTES_A_RUN = 16;

    @Override
    public long applyAsLong(TrackedEventMessage<?> event) {
        return BESIDES_PAYLOAD + position(event) + payload(event);
    }

    private static int position(TrackedEventMessage<?> event) {
        return event.trackingToken() instanceof LogPosition position ? position.runs() * BYTES_A_RUN : 0;
    }

    /** A payload that is none cannot be measured; the projection refuses the event, which then waits no longer. */
    private int payload(TrackedEventMessage<?> event) {
        try {
            return event.serializePayload(events, byte[].class).getData().length;
        } catch (RuntimeException e) {
            return 0;
        }
    }
}
