package io.talel.gateway.web.parameter;

import io.talel.kernel.InvalidValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Instants as clients write them (RFC 3339). */
public final class Instants {

    /** RFC 3339 has years of four digits, without a sign. */
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}-.*");

    private static final Pattern LEAP_SECOND = Pattern.compile("(?<minute>[Tt][0-9]{2}:[0-9]{2}:)60");

    private static final Instant BEGINNING = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Instants() {}

    /** @throws InvalidValue of this name if the text is none */
    public static Instant of(String name, String text) {
        try {
            Instant at = parse(text);
            if (YEAR.matcher(text).matches() && !at.isBefore(BEGINNING) && at.isBefore(END)) {
                return at;
            }
        } catch (DateTimeException _) {
            // told below
        }
        throw new InvalidValue(name, "must be an instant such as 2026-03-01T09:30:00Z");
    }

    /** A leap second is the last one of a day of UTC. Java knows none, so it counts as the second after it. */
    private static Instant parse(String text) {
        Matcher leap = LEAP_SECOND.matcher(text);
        if (!leap.find()) {
            return OffsetDateTime.parse(text).toInstant();
        }
        Instant after = OffsetDateTime.parse(leap.replaceFirst("${minute}59"))
                .toInstant()
                .plusSeconds(1);
        if (after.getEpochSecond() % ChronoUnit.DAYS.getDuration().toSeconds() != 0) {
            throw new DateTimeException("No leap second");
        }
        return after;
    }
}
