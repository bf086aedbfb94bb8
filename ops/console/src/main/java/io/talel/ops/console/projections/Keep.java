package io.talel.ops.console.projections;

import io.talel.ops.console.command.Words;
import io.talel.query.rebuild.RebuildOrder;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long the generation that was live can be gone back to. */
final class Keep {

    @Option(
            names = "--keep",
            paramLabel = "TIME",
            converter = Length.class,
            description = "How long the live generation is kept afterwards: 30m, 24h, 7d (default: 24h).")
    private Duration keep = RebuildOrder.KEEP;

    Duration keep() {
        return keep;
    }

    String inWords() {
        return Words.seconds(keep.toSeconds());
    }

    static final class Length implements ITypeConverter<Duration> {

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
            throw new TypeConversionException("'" + value + "' is no length of time: 30m, 24h, 7d");
        }
    }
}
