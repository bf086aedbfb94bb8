package io.talel.ops.console.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which events are meant. */
final class FilterOptions {

    @Option(names = "--type", paramLabel = "EVENT", description = "Only events of this name: ArticlePublished.")
    private @Nullable String type;

    @Option(
            names = "--stream",
            paramLabel = "AGGREGATE",
            description = "Only events of this aggregate, article-42, or of all of a kind, 'article-*'.")
    private @Nullable String stream;

    @Option(names = "--actor", paramLabel = "WHO", description = "Only what this one caused: user-7, anonymous.")
    private @Nullable String actor;

    @Option(names = "--correlation", paramLabel = "ID", description = "Only events of this conversation.")
    private @Nullable String correlation;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "Only from this moment on: 2026-01-31T09:00:00Z, or 30m, 2h, 7d ago.")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "TIME", converter = Moment.class, description = "Only before this moment.")
    private @Nullable Instant until;

    EventFilter filter() {
        return new EventFilter(type, stream, actor, correlation, since, until);
    }

    /** A moment, or how long ago it was. */
    static final class Moment implements ITypeConverter<Instant> {

        private final Clock clock = Clock.systemUTC();

        @Override
        public Instant convert(String value) {
            try {
                return value.matches("\\d+[smh]")
                        ? clock.instant().minus(Duration.parse("PT" + value))
                        : value.matches("\\d+d")
                                ? clock.instant().minus(Duration.parse("P" + value))
                                : Instant.parse(value);
            } catch (DateTimeParseException _) {
                throw new TypeConversionException(
                        "'%s' is neither a moment, 2026-01-31T09:00:00Z, nor a time ago, 30m".formatted(value));
            }
        }
    }
}
