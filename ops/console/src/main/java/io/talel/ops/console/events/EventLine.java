package io.talel.ops.console.events;

import java.time.Instant;
import java.util.UUID;

/**
 * An event without its payload.
 *
 * @param actor empty if the metadata lacks it or cannot be read, as is {@code correlationId}
 * @param bytes size of the payload
 */
public record EventLine(
        long globalIndex,
        UUID id,
        Instant occurredAt,
        String stream,
        long version,
        String event,
        String revision,
        String actor,
        String correlationId,
        int bytes) {}
