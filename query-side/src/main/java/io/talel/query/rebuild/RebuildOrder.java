package io.talel.query.rebuild;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to do with a projection.
 *
 * @param toGeneration the kept generation to go back to, with {@link Purpose#SWITCH} only
 * @param skipErrors whether events that fail are parked instead of stopping the rebuild
 * @param acceptDifferences whether to swap although rows differ
 * @param keep how long the replaced generation is kept, so that an operator can switch back to it
 * @param operator operator who ordered the rebuild
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

    /** Time that a replaced generation is kept by default. */
    public static final Duration KEEP = Duration.ofHours(24);

    /** An order with the defaults: the next generation, no swap if rows differ. */
    public static RebuildOrder of(
            String projection, Purpose purpose, boolean skipErrors, String operator, String reason) {
        return new RebuildOrder(projection, purpose, null, skipErrors, false, KEEP, operator, reason);
    }

    /** Why a generation is filled. */
    public enum Purpose {
        /** Fills a generation from the first event of the log and makes it live. */
        REBUILD,
        /** Fills a kept generation from where it stopped and makes it live again. */
        SWITCH,
        /** Fills a generation from the first event, compares it with the live one and removes it. */
        VERIFY
    }
}
