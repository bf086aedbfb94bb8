package io.talel.gateway.auth.session;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** Identifies a session: 128 random bits as base64url. It is no secret, but cannot be guessed. */
public record SessionId(String value) {

    static final int BYTES = 16;

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public SessionId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not the identifier of a session");
        }
    }

    public static boolean isWellFormed(String text) {
        return SHAPE.matcher(text).matches();
    }

    static SessionId random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return of(bytes);
    }

    static SessionId of(byte[] bytes) {
        return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] bytes() {
        return Base64.getUrlDecoder().decode(value);
    }
}
