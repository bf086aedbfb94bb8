package io.talel.ops.console.backup;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment of the log, in UTC: 2026-01-31T09:00:00Z. */
final class Moment implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException _) {
            throw new TypeConversionException("'" + value + "' is no moment in UTC like 2026-01-31T09:00:00Z");
        }
    }
}
