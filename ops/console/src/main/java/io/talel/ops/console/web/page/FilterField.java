package io.talel.ops.console.web.page;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Reads fields of a filter as browsers send them: an empty field is null. */
public final class FilterField {

    private FilterField() {}

    public static @Nullable String of(@Nullable String field) {
        return field == null || field.isBlank() ? null : field.strip();
    }

    /** A time from an input of the type {@code datetime-local}, taken as UTC. */
    public static @Nullable Instant time(@Nullable String field) {
        String given = of(field);
        if (given == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(given).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "A time looks like 2026-01-31T23:59: " + given);
        }
    }
}
