package io.talel.ops.console.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is in the log.
 *
 * @param head global index of the newest event, 0 when there is none
 * @param missing places up to the head without an event, which writers drew and rolled back
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
