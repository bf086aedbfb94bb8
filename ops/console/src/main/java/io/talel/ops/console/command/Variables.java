package io.talel.ops.console.command;

import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.TypeConversionException;

/** Numbers and lengths of time among the variables of the environment. */
public record Variables(Map<String, String> values) {

    public Variables {
        values = Map.copyOf(values);
    }

    /**
     * @return a whole number from 0 on
     * @throws Refused if the variable is set to anything else
     */
    public int count(String name, int otherwise) {
        String value = values.getOrDefault(name, "");
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.matches("\\d{1,6}")) {
            throw new Refused("%s is '%s', which is no number from 0 to 999999".formatted(name, value));
        }
        return Integer.parseInt(value);
    }

    /**
     * @return a length of time above 0
     * @throws Refused if the variable is set to anything else
     */
    public Duration length(String name, Duration otherwise) {
        String value = values.getOrDefault(name, "");
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            return new Length().convert(value);
        } catch (TypeConversionException e) {
            throw new Refused("%s: %s".formatted(name, e.getMessage()));
        }
    }
}
