package io.talel.kernel.user;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.TextRule;

/** An e-mail address as the person typed it; two that differ in case are two addresses, as they were in v1. */
public record Email(@JsonValue String value) {

    /** Longest address accepted, in characters (RFC 5321, section 4.5.3.1.3, less the angle brackets). */
    public static final int MAX_LENGTH = 254;

    /** What the addresses of erased persons read as; nobody has it, and nobody can. */
    public static final String ERASED = "erased@erased.invalid";

    private static final TextRule RULE = new TextRule("email", MAX_LENGTH);

    @JsonCreator
    public Email {
        RULE.checkNotBlank(value);
        int at = value.lastIndexOf('@');
        boolean hasGap = value.codePoints()
                .anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c));
        if (at < 1 || at == value.length() - 1 || hasGap) {
            throw new InvalidValue("email", "must be an e-mail address");
        }
    }

    /** Whether it stands for one that nobody can read any more. */
    public boolean isErased() {
        return value.equals(ERASED);
    }

    @Override
    public String toString() {
        return value;
    }
}
