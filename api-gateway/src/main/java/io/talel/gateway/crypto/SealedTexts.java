package io.talel.gateway.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Texts for the database, encrypted with AES-256-GCM. A sealed text is the id of its key, a colon, and the base64 of nonce,
 * ciphertext and tag. It opens only at the place that it was sealed for.
 */
public final class SealedTexts {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_DIGITS = 8;

    private final List<Key> keys;
    private final SecureRandom random;

    private record Key(String id, SecretKey key) {

        static Key of(SecretKey derived) {
            byte[] id = Digests.mac(derived, "id of the key".getBytes(UTF_8));
            return new Key(
                    HexFormat.of().formatHex(id).substring(0, ID_DIGITS),
                    new SecretKeySpec(derived.getEncoded(), "AES"));
        }
    }

    /** @param keys of 32 bytes; the first seals, all of them open */
    public SealedTexts(List<SecretKey> keys, SecureRandom random) {
        this.keys = keys.stream().map(Key::of).toList();
        this.random = random;
    }

    /** The id of the key that seals, with which its sealed texts begin. */
    public String keyId() {
        return keys.getFirst().id();
    }

    /** @param place where the text belongs, such as a column and the key of a row */
    public String seal(String place, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = run(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, place, text.getBytes(UTF_8));
            byte[] whole = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return keyId() + ":" + Base64.getEncoder().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot encrypt", e);
        }
    }

    /** Empty if the key is gone, or if the text was sealed for another place, was changed, or is no sealed text. */
    public Optional<String> open(String place, String sealed) {
        String[] parts = sealed.split(":", 2);
        return keys.stream()
                .filter(key -> key.id().equals(parts[0]))
                .findFirst()
                .filter(_ -> parts.length == 2)
                .flatMap(key -> open(key, place, parts[1]));
    }

    private static Optional<String> open(Key key, String place, String text) {
        try {
            byte[] whole = Base64.getDecoder().decode(text);
            byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
            byte[] sealed = Arrays.copyOfRange(whole, NONCE_BYTES, whole.length);
            return Optional.of(new String(run(Cipher.DECRYPT_MODE, key, nonce, place, sealed), UTF_8));
        } catch (AEADBadTagException | IllegalArgumentException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot decrypt", e);
        }
    }

    private static byte[] run(int mode, Key key, byte[] nonce, String place, byte[] input)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(UTF_8));
        return cipher.doFinal(input);
    }
}
