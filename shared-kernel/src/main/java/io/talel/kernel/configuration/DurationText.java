package io.talel.kernel.configuration;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Durations as people type them: 30s, 5m, 24h, 7d. */
public final class DurationText {

    /** Longest duration: about ten years, far within the times of PostgreSQL. */
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private DurationText() {}

    /** @throws IllegalArgumentException if it is not a duration above 0, of at most {@link #LONGEST} */
    public static Duration parse(String text) {
        try {
            String upper = text.toUpperCase(Locale.ROOT);
            Duration length = Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
            if (length.isPositive() && length.compareTo(LONGEST) <= 0) {
                return length;
            }
        } catch (DateTimeParseException _) {
            // Refused below, like a duration out of range.
        }
        throw new IllegalArgumentException(
                "'%s' is not a duration: 30s, 5m, 24h, 7d, at most %dd".formatted(text, LONGEST.toDays()));
    }
}
