package io.talel.gateway.auth.token;

import io.jsonwebtoken.Header;
import io.jsonwebtoken.Locator;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The keys of this installation: {@code SECRET_KEY} signs and verifies, {@code SECRET_KEY_PREVIOUS} only verifies. A token
 * names its key in {@code kid}; one that names none is signed with {@code SECRET_KEY}.
 */
public final class KeyRing implements Locator<Key> {

    /** Shortest secret accepted, in bytes of UTF-8: as long as the output of HMAC-SHA-512. */
    static final int MIN_BYTES = 64;

    private static final int DERIVED_BYTES = 32;
    private static final int ID_DIGITS = 16;

    private final List<SigningKey> keys;

    /** @param id id of the key in tokens, from which the key cannot be found */
    record SigningKey(String id, SecretKey key) {

        private static SigningKey of(String variable, String secret) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            if (bytes.length < MIN_BYTES) {
                throw new SecretKeyTooShort(variable, bytes.length);
            }
            SecretKey key = Keys.hmacShaKeyFor(bytes);
            byte[] id = derive(key, "id of the signing key").getEncoded();
            return new SigningKey(HexFormat.of().formatHex(id).substring(0, ID_DIGITS), key);
        }
    }

    /**
     * @param previous empty, if there is no other key
     * @throws SecretKeyTooShort if a key is missing or too short
     */
    public KeyRing(String secretKey, String previous) {
        SigningKey signing = SigningKey.of("SECRET_KEY", secretKey);
        keys = previous.isEmpty() ? List.of(signing) : List.of(signing, SigningKey.of("SECRET_KEY_PREVIOUS", previous));
    }

    /** The key that signs new access tokens. */
    SigningKey signing() {
        return keys.getFirst();
    }

    /** The key that verifies a token with this header. */
    @Override
    public Key locate(Header header) {
        Object id = header.get("kid");
        if (id == null) {
            return signing().key();
        }
        return keys.stream()
                .filter(known -> known.id().equals(id))
                .map(SigningKey::key)
                .findFirst()
                .orElseThrow(() -> new TokenRefused("Signing key is unknown"));
    }

    /**
     * Derives a key from each secret for another purpose: the first signs, all of them verify. The secrets cannot be found from
     * these keys.
     */
    public List<SecretKey> derive(String purpose) {
        return keys.stream().map(known -> derive(known.key(), purpose)).toList();
    }

    private static SecretKey derive(SecretKey key, String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(key)
                                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), DERIVED_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no HKDF-SHA256", e);
        }
    }
}
