package io.talel.ops.console.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of the log.
 *
 * @param head global index of the newest event; 0 if there is none
 * @param missing empty places up to the head, drawn by transactions that rolled back
 */
public record EventStatistics(long events, long streams, long head, long missing, long bytes, List<OfType> types) {

    public EventStatistics {
        types = List.copyOf(types);
    }

    /** @param bytes of the payloads */
    public record OfType(
            String event,
            String revision,
            long events,
            long bytes,
            @Nullable Instant first,
            @Nullable Instant last) {}
}
