package io.talel.gateway.auth.credential;

import io.talel.kernel.InvalidValue;
import io.talel.kernel.TextRule;

/**
 * A password that may be chosen: 8 to 256 characters, whatever they are, but none that everybody tries first. A log-in
 * accepts any text, since passwords that were chosen under older rules go on working.
 */
public record Password(String value) {

    static final int MIN_LENGTH = 8;
    static final int MAX_LENGTH = 256;

    /** Longer than a password may be today: passwords that were chosen under older rules go on working. */
    private static final TextRule GIVEN = new TextRule("password", 4096);

    public Password {
        check("password", value);
    }

    /** The same out of a field of another name, for the message. */
    public static Password in(String field, String value) {
        check(field, value);
        return new Password(value);
    }

    /**
     * The password that somebody claims to have, under whichever rules it was chosen.
     *
     * @throws InvalidValue if no password can look like it
     */
    public static String given(String text) {
        return GIVEN.check(text);
    }

    private static void check(String field, String value) {
        new TextRule(field, MAX_LENGTH).check(value);
        if (value.codePointCount(0, value.length()) < MIN_LENGTH) {
            throw new InvalidValue(field, "must be at least " + MIN_LENGTH + " characters long");
        }
        if (CommonPasswords.contain(value)) {
            throw new InvalidValue(field, "is one of the most common passwords");
        }
    }

    /** Says nothing, so that no log shows a password. */
    @Override
    public String toString() {
        return "Password";
    }
}
