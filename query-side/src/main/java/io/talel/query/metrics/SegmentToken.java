package io.talel.query.metrics;

import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.jspecify.annotations.Nullable;

/**
 * The position of a segment.
 *
 * @param token null before the first event
 */
record SegmentToken(Segment segment, @Nullable TrackingToken token) {

    /** Whether the event belongs to the segment and is ahead of it. */
    boolean waitsFor(TrackedEventMessage<?> event) {
        return !covers(event.trackingToken())
                && segment.matches(SequentialPerAggregatePolicy.instance().getSequenceIdentifierFor(event));
    }

    boolean covers(@Nullable TrackingToken other) {
        return other == null || (token != null && token.covers(other));
    }

    long position() {
        return token == null ? -1 : token.position().orElse(-1);
    }
}
