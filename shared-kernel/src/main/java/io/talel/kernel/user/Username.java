package io.talel.kernel.user;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.TextRule;

/** The name a person chose; it is one segment of the path of their articles and images, and never changes. */
public record Username(@JsonValue String value) {

    /** Longest username accepted, in characters: the limit of v1. */
    public static final int MAX_LENGTH = 20;

    private static final TextRule RULE = new TextRule("username", MAX_LENGTH);
    private static final String NOT_IN_A_PATH_SEGMENT = "/\\?#%;";

    @JsonCreator
    public Username {
        RULE.checkNotBlank(value);
        if (!value.equals(value.strip())) {
            throw new InvalidValue("username", "must not begin or end with a blank");
        }
        boolean unfit =
                value.codePoints().anyMatch(c -> Character.isISOControl(c) || NOT_IN_A_PATH_SEGMENT.indexOf(c) >= 0);
        if (unfit || value.equals(".") || value.equals("..")) {
            throw new InvalidValue(
                    "username", "must not contain control characters or any of " + NOT_IN_A_PATH_SEGMENT);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
