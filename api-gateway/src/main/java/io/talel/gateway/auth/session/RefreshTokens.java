package io.talel.gateway.auth.session;

import io.talel.gateway.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and recognises refresh tokens. The tag distinguishes a used token, which ends its session, from a forged one, which
 * does nothing.
 */
final class RefreshTokens {

    /** Its output is longer than a secret and a tag together. */
    private static final String PAD_MAC = "HmacSHA512";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<SecretKey> tagKeys;

    /** @param tagKeys the first signs new tokens; all of them verify tokens */
    RefreshTokens(List<SecretKey> tagKeys) {
        this.tagKeys = List.copyOf(tagKeys);
    }

    RefreshToken fresh(SessionId sessionId) {
        byte[] secret = new byte[RefreshToken.SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new RefreshToken(sessionId, secret, tag(tagKeys.getFirst(), sessionId, secret));
    }

    boolean areOurs(RefreshToken token) {
        return tagKeys.stream()
                .anyMatch(key -> MessageDigest.isEqual(token.tag(), tag(key, token.sessionId(), token.secret())));
    }

    /**
     * The successor of a token, sealed so that only the holder of the token can open it. Redis keeps it for the grace, so that
     * the loser of a race gets the same successor as the winner. A token seals only once, so its pad is used once.
     */
    static String seal(RefreshToken successor, RefreshToken under) {
        return Base64.getEncoder().encodeToString(xor(successor.secretAndTag(), pad(under)));
    }

    static RefreshToken open(String sealed, RefreshToken under) {
        return RefreshToken.of(under.sessionId(), xor(Base64.getDecoder().decode(sealed), pad(under)));
    }

    private static byte[] tag(SecretKey key, SessionId sessionId, byte[] secret) {
        return Arrays.copyOf(Digests.mac(key, sessionId.bytes(), secret), RefreshToken.TAG_BYTES);
    }

    private static byte[] pad(RefreshToken token) {
        return Digests.mac(new SecretKeySpec(token.secret(), PAD_MAC), "successor".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] xor(byte[] left, byte[] right) {
        byte[] result = left.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] ^= right[i];
        }
        return result;
    }
}
