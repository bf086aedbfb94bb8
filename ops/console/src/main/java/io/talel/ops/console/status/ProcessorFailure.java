package io.talel.ops.console.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Failure that stopped a segment.
 *
 * @param globalIndex of the failed event, which is the first of its batch; null if unknown, as are stream and version
 */
public record ProcessorFailure(
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
