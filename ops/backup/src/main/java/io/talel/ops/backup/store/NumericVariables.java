package io.talel.ops.backup.store;

import io.talel.kernel.configuration.DurationText;
import io.talel.ops.backup.outcome.Refused;
import java.time.Duration;
import java.util.Map;

/** Numbers and durations among the environment's variables. */
public record NumericVariables(Map<String, String> values) {

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
            return DurationText.parse(value);
        } catch (IllegalArgumentException e) {
            throw new Refused("%s: %s".formatted(name, e.getMessage()));
        }
    }
}
