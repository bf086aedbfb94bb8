package io.talel.kernel.article;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.InvalidValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When something is to happen, or never.
 *
 * @param at to the microsecond; null for never
 */
public record ScheduledTime(@Nullable Instant at) {

    public static final ScheduledTime NEVER = new ScheduledTime(null);

    public ScheduledTime {
        at = at == null ? null : at.truncatedTo(ChronoUnit.MICROS);
    }

    @JsonCreator
    public static ScheduledTime of(String text) {
        return text.isEmpty() ? NEVER : new ScheduledTime(Instant.parse(text));
    }

    public boolean isNever() {
        return at == null;
    }

    /** Whether it has come. */
    public boolean isDue(Instant now) {
        return at != null && !at.isAfter(now);
    }

    /**
     * This time, which is to come.
     *
     * @param field that names it in a refusal
     * @throws InvalidValue if it is not in the future
     */
    public ScheduledTime ahead(String field, Instant now) {
        if (isDue(now)) {
            throw new InvalidValue(field, "must be in the future");
        }
        return this;
    }

    /** Empty for never. */
    @JsonValue
    @Override
    public String toString() {
        return at == null ? "" : at.toString();
    }
}
