package io.talel.kernel;

import java.time.Instant;

/**
 * What a command that records one event answers: the event and where it stands.
 *
 * @param at time of the event, in microseconds precision
 */
public record Recorded<E>(StreamVersion position, Instant at, E event) {}
