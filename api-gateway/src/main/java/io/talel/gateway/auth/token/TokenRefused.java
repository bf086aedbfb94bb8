package io.talel.gateway.auth.token;

/** An access token is refused; its bearer sees the message. */
public final class TokenRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TokenRefused(String reason) {
        super(reason, null, false, false);
    }
}
