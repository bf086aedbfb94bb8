package io.talel.query.generation;

import org.jspecify.annotations.Nullable;

/**
 * A generation that was active once.
 *
 * @param position the token from which it can be filled further, as JSON; from the first event if there is none
 */
public record KeptGeneration(
        Generation generation, @Nullable String position) {}
