package io.talel.kernel;

/**
 * A query that is answered with {@code true} once the read model of the stream has reached the position, on whatever node it
 * is projected; with {@code false} after {@code timeoutMillis}, or if the projection is paused.
 */
public record AwaitVersion(StreamVersion position, long timeoutMillis) {}
