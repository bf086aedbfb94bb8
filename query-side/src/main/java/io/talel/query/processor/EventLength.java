package io.talel.query.processor;

import io.talel.kernel.LogPosition;
import java.util.function.ToLongFunction;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;

/**
 * Size of an event in memory, in bytes: its stored payload, which is not deserialised, its position, its metadata and the
 * objects around them.
 */
record EventLength(Serializer events) implements ToLongFunction<TrackedEventMessage<?>> {

    private static final int BESIDES_PAYLOAD = 2_048;

    /** Bytes of a run of gaps in the position. */
    private static final int BYTES_A_RUN = 16;

    @Override
    public long applyAsLong(TrackedEventMessage<?> event) {
        return BESIDES_PAYLOAD + position(event) + payload(event);
    }

    private static int position(TrackedEventMessage<?> event) {
        return event.trackingToken() instanceof LogPosition position ? position.runs() * BYTES_A_RUN : 0;
    }

    /** Zero for a broken payload, which cannot be measured: the projection will refuse the event. */
    private int payload(TrackedEventMessage<?> event) {
        try {
            return event.serializePayload(events, byte[].class).getData().length;
        } catch (RuntimeException e) {
            return 0;
        }
    }
}
