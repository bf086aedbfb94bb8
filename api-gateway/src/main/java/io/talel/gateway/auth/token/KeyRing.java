package io.talel.gateway.auth.token;

import io.jsonwebtoken.Header;
import io.jsonwebtoken.Locator;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** The keys of this installation, all of them from {@code SECRET_KEY}; a token without {@code kid} is signed with it. */
public final class KeyRing implements Locator<Key> {

    /** Shortest {@code SECRET_KEY} accepted, in bytes of UTF-8: as long as the output of HMAC-SHA-512. */
    static final int MIN_BYTES = 64;

    private static final int DERIVED_BYTES = 32;

    private final SecretKey secretKey;

    /** @throws SecretKeyTooShort as it says */
    public KeyRing(String secretKey) {
        byte[] bytes = secretKey.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_BYTES) {
            throw new SecretKeyTooShort(bytes.length);
        }
        this.secretKey = Keys.hmacShaKeyFor(bytes);
    }

    /** The key that signs new access tokens. */
    SecretKey signing() {
        return secretKey;
    }

    /** The key that a token with this header must be signed with. */
    @Override
    public Key locate(Header header) {
        if (header.containsKey("kid")) {
            throw new TokenRefused("Signing key is unknown");
        }
        return secretKey;
    }

    /** A key for another purpose, from which {@code SECRET_KEY} cannot be found. */
    public SecretKey derive(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secretKey)
                                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), DERIVED_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no HKDF-SHA256", e);
        }
    }
}
