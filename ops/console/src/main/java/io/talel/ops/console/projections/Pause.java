package io.talel.ops.console.projections;

import java.time.Instant;

/** Since when no node works on a projection, and who wanted that. */
public record Pause(String projection, Instant since, String operator, String reason) {}
