package io.talel.query.rebuild;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to do with a projection.
 *
 * @param toGeneration the kept generation to go back to, with {@link Purpose#SWITCH} only
 * @param skipErrors whether events that the new generation cannot take are parked instead of stopping it
 * @param acceptDifferences whether to swap although rows differ that the same code should have made alike
 * @param keep how long the generation that was live before can be gone back to
 * @param operator who wants it
 */
public record RebuildOrder(
        String projection,
        Purpose purpose,
        @Nullable Integer toGeneration,
        boolean skipErrors,
        boolean acceptDifferences,
        Duration keep,
        String operator,
        String reason) {

    /** How long a generation is kept that no operator said otherwise of. */
    public static final Duration KEEP = Duration.ofHours(24);

    /** Why a generation is filled. */
    public enum Purpose {
        /** From the first event of the log, to become the live one. */
        REBUILD,
        /** One that was live before, from where it stopped, to become the live one again. */
        SWITCH,
        /** From the first event of the log, to be compared with the live one and removed. */
        VERIFY
    }
}
