package io.talel.kernel.user;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.TextRule;

/** The address of a person's picture. */
public record AvatarUrl(@JsonValue String value) {

    /** Longest address accepted, in characters. */
    public static final int MAX_LENGTH = 2048;

    /** What v1 clients get for a user without a picture. */
    public static final String DEFAULT = "default.jpg";

    private static final TextRule RULE = new TextRule("avatar_url", MAX_LENGTH);

    /** No picture. */
    public static final AvatarUrl NONE = new AvatarUrl(DEFAULT);

    @JsonCreator
    public AvatarUrl {
        RULE.checkNotBlank(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
