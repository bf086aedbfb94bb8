package io.talel.query.processor;

import io.talel.query.deadletter.Fault;
import io.talel.query.projection.EventPlace;
import java.util.OptionalLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * The failure of a segment, and its number of occurrences.
 *
 * @param event the first event of the batch
 * @param at {@link System#nanoTime()} of the last occurrence
 */
record SegmentFailure(String processor, int segment, EventMessage<?> event, String message, int attempts, long at) {

    static SegmentFailure of(String processor, int segment, EventMessage<?> event, Fault fault, long at) {
        return new SegmentFailure(processor, segment, event, fault.message(), 1, at);
    }

    /** Merges equal failures; otherwise returns the later one. */
    SegmentFailure then(SegmentFailure later) {
        return isLike(later)
                ? new SegmentFailure(
                        processor, segment, later.event, later.message, attempts + later.attempts, later.at)
                : later;
    }

    boolean isLike(SegmentFailure other) {
        return message.equals(other.message) && event.getIdentifier().equals(other.event.getIdentifier());
    }

    String key() {
        return processor + "/" + segment;
    }

    @Nullable String stream() {
        return event instanceof DomainEventMessage<?> recorded ? recorded.getAggregateIdentifier() : null;
    }

    @Nullable Long version() {
        return event instanceof DomainEventMessage<?> recorded ? recorded.getSequenceNumber() : null;
    }

    @Nullable Long globalIndex() {
        OptionalLong place = EventPlace.of(event);
        return place.isPresent() ? place.getAsLong() : null;
    }
}
