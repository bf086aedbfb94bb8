package io.talel.ops.backup.outcome;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of what an operator did. */
public enum Outcome {
    DONE,
    FAILED,
    REFUSED,
    CANCELLED;

    /** As the table spells it. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
