package io.talel.ops.console.cli;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts a time as people type it: 2026-01-31T09:00:00Z, also with another offset from UTC, or how long ago: 30m, 2h,
 * 7d.
 */
public final class InstantConverter implements ITypeConverter<Instant> {

    /** For descriptions of options. */
    public static final String SYNTAX = "2026-01-31T09:00:00Z, or 30s, 30m, 2h, 7d ago";

    private final Clock clock;
    private final DurationConverter durations = new DurationConverter();

    public InstantConverter() {
        this(Clock.systemUTC());
    }

    InstantConverter(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Instant convert(String value) {
        if (value.matches("\\d+[smhd]")) {
            return clock.instant().minus(durations.convert(value));
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(value).withOffsetSameInstant(ZoneOffset.UTC);
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time.toInstant();
            }
        } catch (DateTimeParseException _) {
            // Refused below, like a year that PostgreSQL may not know.
        }
        throw new TypeConversionException("'%s' is not a time: %s".formatted(value, SYNTAX));
    }
}
