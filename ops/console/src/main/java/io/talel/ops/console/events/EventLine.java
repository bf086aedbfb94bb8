package io.talel.ops.console.events;

import java.time.Instant;
import java.util.UUID;

/**
 * An event without what it says.
 *
 * @param actor empty where the metadata does not say or cannot be read; so is {@code correlationId}
 * @param bytes of the payload
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
