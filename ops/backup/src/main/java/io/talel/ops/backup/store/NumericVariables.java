package io.talel.ops.backup.store;

import io.talel.ops.backup.outcome.Refused;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;

/** Numbers and durations among the environment's variables. */
public record NumericVariables(Map<String, String> values) {

    /** Longest duration: about ten years, far within the times of PostgreSQL. */
    private static final Duration LONGEST = Duration.ofDays(3_650);

    public NumericVariables {
        values = Map.copyOf(values);
    }

    /**
     * @return a whole number, 0 or more
     * @throws Refused if the variable has any other value
     */
    public int count(String name, int otherwise) {
        String value = values.getOrDefault(name, "");
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.matches("\\d{1,6}")) {
            throw new Refused("%s is '%s', which is not a number from 0 to 999999".formatted(name, value));
        }
        return Integer.parseInt(value);
    }

    /**
     * @return a duration above 0
     * @throws Refused if the variable has any other value
     */
    public Duration length(String name, Duration otherwise) {
        String value = values.getOrDefault(name, "");
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            return lengthOf(value);
        } catch (IllegalArgumentException e) {
            throw new Refused("%s: %s".formatted(name, e.getMessage()));
        }
    }

    /**
     * @param text as people type it: 30s, 5m, 24h, 7d
     * @throws IllegalArgumentException if it is not a duration above 0, of at most {@link #LONGEST}
     */
    public static Duration lengthOf(String text) {
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
