package io.talel.ops.console.command;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time as people type it: 30s, 5m, 24h, 7d. */
public final class Length implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
        try {
            String upper = value.toUpperCase(Locale.ROOT);
            Duration length = Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
            if (length.isPositive()) {
                return length;
            }
        } catch (DateTimeParseException _) {
            // It is told as one that is not positive.
        }
        throw new TypeConversionException("'" + value + "' is no length of time: 30s, 5m, 24h, 7d");
    }
}
