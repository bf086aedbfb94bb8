package io.talel.query.metrics;

/**
 * How far a projection is behind the log.
 *
 * @param position the place of the log up to which all its events are in its rows, or parked
 * @param events events of the projection that are neither
 * @param seconds age of the oldest of these events
 */
record Lag(long position, long events, double seconds) {}
