package io.talel.ops.console.web.page;

import io.talel.ops.backup.log.OperatorLog;
import io.talel.ops.backup.outcome.Refused;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Reads fields of forms as browsers send them. */
public final class FormField {

    private FormField() {}

    /**
     * @throws Refused if the reason is empty
     * @throws ResponseStatusException if it is too long
     */
    public static String reason(String given) {
        if (given.isBlank()) {
            throw new Refused("Give a reason: every change needs one.");
        }
        if (given.length() > OperatorLog.LONGEST_REASON) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "A reason has at most %d characters; this one has %d."
                            .formatted(OperatorLog.LONGEST_REASON, given.length()));
        }
        return given.strip();
    }

    /** A field of a filter; null if it is empty. */
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
