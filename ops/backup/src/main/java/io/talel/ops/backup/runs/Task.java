package io.talel.ops.backup.runs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Kinds of runs with backups, as the table spells them. */
public enum Task {
    FULL("The backup was given up before it was complete."),
    INCREMENTAL("The backup was given up before it was complete."),
    VERIFY("The verification was given up."),
    DRILL("The drill was given up."),
    EXPIRE("It was given up before everything had gone.");

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
