package io.talel.gateway.auth.token;

/** {@code SECRET_KEY} is missing, or it or the previous one is too short to sign anything with. */
final class SecretKeyTooShort extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    SecretKeyTooShort(String variable, int bytes) {
        super(variable + " must be at least " + KeyRing.MIN_BYTES + " bytes long, but it has " + bytes + ".");
    }
}
