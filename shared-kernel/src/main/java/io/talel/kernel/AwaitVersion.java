package io.talel.kernel;

/**
 * A query answered with {@code true} once the read model that serves the stream has reached the position, on whatever
 * node it is projected, or with {@code false} when that takes longer than {@code timeoutMillis}, or when the projection is
 * paused.
 */
public record AwaitVersion(StreamVersion position, long timeoutMillis) {}
