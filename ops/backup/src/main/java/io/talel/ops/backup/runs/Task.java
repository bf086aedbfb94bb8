package io.talel.ops.backup.runs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Kinds of runs with backups, as the table spells them. */
public enum Task {
    FULL("The backup was cancelled before it was complete."),
    INCREMENTAL("The backup was cancelled before it was complete."),
    VERIFY("The verification was cancelled."),
    DRILL("The drill was cancelled."),
    EXPIRE("It was cancelled before everything was deleted.");

    private final String givenUp;

    Task(String givenUp) {
        this.givenUp = givenUp;
    }

    /** Message for people after a cancellation. */
    String givenUp() {
        return givenUp;
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
