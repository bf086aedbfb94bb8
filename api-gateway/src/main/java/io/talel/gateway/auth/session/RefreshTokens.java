package io.talel.gateway.auth.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes refresh tokens and knows its own. The tag of a token tells one that was issued and used up, which ends its
 * session, from one that was made up, which does nothing.
 */
public final class RefreshTokens {

    private static final String MAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey tagKey;

    public RefreshTokens(SecretKey tagKey) {
        this.tagKey = tagKey;
    }

    RefreshToken fresh(SessionId sessionId) {
        byte[] secret = new byte[RefreshToken.SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return tagged(sessionId, secret);
    }

    boolean areOurs(RefreshToken token) {
        return MessageDigest.isEqual(
                token.tag(), tagged(token.sessionId(), token.secret()).tag());
    }

    /**
     * The successor of a token, sealed so that only who holds the token can open it: Redis keeps this for the grace, so
     * that the loser of a race gets the same successor as the winner. Each token seals once, so its pad is used once.
     */
    static String seal(RefreshToken successor, RefreshToken under) {
        return Base64.getEncoder().encodeToString(xor(successor.secret(), pad(under)));
    }

    RefreshToken open(String sealed, RefreshToken under) {
        return tagged(under.sessionId(), xor(Base64.getDecoder().decode(sealed), pad(under)));
    }

    private RefreshToken tagged(SessionId sessionId, byte[] secret) {
        byte[] tag = mac(tagKey, sessionId.bytes(), secret);
        return new RefreshToken(sessionId, secret, Arrays.copyOf(tag, RefreshToken.TAG_BYTES));
    }

    private static byte[] pad(RefreshToken token) {
        return mac(new SecretKeySpec(token.secret(), MAC), "successor".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] mac(SecretKey key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no " + MAC, e);
        }
    }

    private static byte[] xor(byte[] left, byte[] right) {
        byte[] result = left.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] ^= right[i];
        }
        return result;
    }
}
