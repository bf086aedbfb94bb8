package io.talel.kernel.user;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.TextRule;

/** Where a person says to live, free text; empty when not given. */
public record Location(@JsonValue String value) {

    /** Longest location accepted, in characters. */
    public static final int MAX_LENGTH = 100;

    private static final TextRule RULE = new TextRule("location", MAX_LENGTH);

    /** What v1 clients get for a user who has not said where they live. */
    public static final Location NONE = new Location("");

    @JsonCreator
    public Location {
        RULE.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
