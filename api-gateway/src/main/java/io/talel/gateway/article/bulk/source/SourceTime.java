package io.talel.gateway.article.bulk.source;

import io.talel.gateway.article.bulk.archive.Unreadable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Times as people and programs write them: {@code 2020-01-02}, {@code 2020-01-02 03:04 +0100}, {@code 2020-01-02T03:04:05Z}. */
final class SourceTime {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{9,10}");
    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{12,14}");

    /** A time of day at the end, so without an offset. */
    private static final Pattern WITHOUT_OFFSET = Pattern.compile("[T ][0-9]{1,2}:[0-9]{2}[0-9:.]*$");

    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-M-d['T'][ ][H:mm[:ss]]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[ ][XXX][XX][X]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private SourceTime() {}

    /**
     * Cut to microseconds; a time without an offset is UTC.
     *
     * @return null for an empty text
     * @throws Unreadable if the text is no time
     */
    static @Nullable Instant of(String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return instant(text.strip().replaceFirst(" ?(UTC|GMT)$", "Z")).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException | ArithmeticException e) {
            throw new Unreadable("has a date that cannot be read");
        }
    }

    static boolean isTime(String text) {
        try {
            return of(text) != null;
        } catch (Unreadable _) {
            return false;
        }
    }

    /** A remark if one of these times has no offset. */
    static List<String> remarks(String... texts) {
        return Stream.of(texts)
                        .anyMatch(text -> WITHOUT_OFFSET.matcher(text.strip()).find())
                ? List.of("Times without an offset are taken as UTC")
                : List.of();
    }

    private static Instant instant(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        if (MILLISECONDS.matcher(text).matches()) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        TemporalAccessor read = FORM.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        return switch (read) {
            case OffsetDateTime time -> time.toInstant();
            case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
            default -> LocalDate.from(read).atStartOfDay().toInstant(ZoneOffset.UTC);
        };
    }
}
