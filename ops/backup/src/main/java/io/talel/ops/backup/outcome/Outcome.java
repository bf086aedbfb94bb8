package io.talel.ops.backup.outcome;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Outcome of an operator's command. */
public enum Outcome {
    DONE,
    FAILED,
    REFUSED,
    CANCELLED;

    /** Spelling in the table. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
