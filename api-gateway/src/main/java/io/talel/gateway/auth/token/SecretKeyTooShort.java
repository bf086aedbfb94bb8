package io.talel.gateway.auth.token;

/** {@code SECRET_KEY} is missing, or too short to sign anything with. */
public final class SecretKeyTooShort extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    SecretKeyTooShort(int bytes) {
        super("SECRET_KEY must be at least " + KeyRing.MIN_BYTES + " bytes long, but it has " + bytes + ".");
    }
}
