package io.talel.gateway.auth.credential;

import io.talel.gateway.web.body.JsonBody;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.TextRule;

/** A new password: 8 to 256 characters, but no common one. A log-in accepts any text, since older passwords go on working. */
public record Password(String value) {

    public static final int MIN_LENGTH = 8;
    public static final int MAX_LENGTH = 256;

    /** Longest password accepted at a log-in, in characters: older passwords may be longer than new ones. */
    static final int MAX_GIVEN_LENGTH = 4096;

    /**
     * Longest JSON body with a present password, in bytes (304 KiB): the longest password with every character escaped, and
     * short texts.
     */
    public static final int MAX_BODY_BYTES = JsonBody.SHORT + JsonBody.BYTES_PER_CHARACTER * MAX_GIVEN_LENGTH;

    public Password {
        check("password", value);
    }

    /** As above, with the name of the field for the message. */
    public static Password in(String field, String value) {
        check(field, value);
        return new Password(value);
    }

    /**
     * The password that a client enters, which may follow older rules.
     *
     * @param field its name in the body of the request
     * @throws InvalidValue if it is longer than any password
     */
    public static String given(String field, String text) {
        return new TextRule(field, MAX_GIVEN_LENGTH).check(text);
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
