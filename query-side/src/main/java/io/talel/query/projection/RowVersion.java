package io.talel.query.projection;

import io.talel.kernel.StreamVersion;
import java.time.Instant;

/**
 * A version that a batch takes a row to.
 *
 * @param at time of the event
 */
public record RowVersion(StreamVersion position, Instant at) {}
