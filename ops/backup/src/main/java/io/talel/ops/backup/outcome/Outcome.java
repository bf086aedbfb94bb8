package io.talel.ops.backup.outcome;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Outcome of an operator's command. */
public enum Outcome {
    DONE,
    FAILED,
    REFUSED,
    CANCELLED;

    /** Outcome of a command that ended with this error. */
    public static Outcome of(Exception error) {
        return switch (error) {
            case Refused _ -> REFUSED;
            case Stopped stopped -> stopped.outcome();
            default -> FAILED;
        };
    }

    /** Spelling in the table. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
