package io.talel.query.generation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A generation that was active once.
 *
 * @param position the token from which it can be filled further, as JSON; from the first event if there is none
 */
public record KeptGeneration(
        Generation generation, @Nullable String position) {

    /** Time that a replaced generation is kept by default. */
    public static final Duration KEEP = Duration.ofHours(24);
}
