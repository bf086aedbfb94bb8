package io.talel.gateway.auth.token;

/** An access token that does not count; the message says why and is shown to its bearer. */
public final class TokenRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TokenRefused(String reason) {
        super(reason, null, false, false);
    }
}
