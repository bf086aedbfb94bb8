package io.talel.ops.console.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stopped a segment.
 *
 * @param globalIndex the event it happened on, the first of its batch, as far as it is known; so are stream and version
 */
public record SegmentFailure(
        int segment,
        String node,
        Instant failedAt,
        int attempts,
        @Nullable Long globalIndex,
        @Nullable String stream,
        @Nullable Long version,
        String message) {

    /** The event, in words. */
    public String event() {
        return globalIndex == null ? "no event" : "event %d (%s, version %s)".formatted(globalIndex, stream, version);
    }
}
