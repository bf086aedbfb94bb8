package io.talel.query.projection;

import io.talel.kernel.StreamVersion;
import java.time.Instant;

/**
 * The version of a row after a batch.
 *
 * @param at time of the event
 */
public record RowVersion(StreamVersion position, Instant at) {}
