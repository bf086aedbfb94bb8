package io.talel.gateway.crypto;

import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** The digests of the JDK, without its checked exceptions for algorithms that every JDK has. */
public final class Digests {

    private Digests() {}

    public static byte[] sha256(byte[] bytes) {
        return digest("SHA-256", bytes);
    }

    /** Makes a SHA-256 of what is written to it, and holds none of that. */
    public static DigestOutputStream sha256Stream() {
        return new DigestOutputStream(OutputStream.nullOutputStream(), messageDigest("SHA-256"));
    }

    /** SHA3 with 512 bits. */
    public static byte[] sha3(byte[] bytes) {
        return digest("SHA3-512", bytes);
    }

    /** Message authentication code of the concatenated parts, by the key's algorithm. */
    public static byte[] mac(SecretKey key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no " + key.getAlgorithm(), e);
        }
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        return messageDigest(algorithm).digest(bytes);
    }

    private static MessageDigest messageDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no " + algorithm, e);
        }
    }
}
