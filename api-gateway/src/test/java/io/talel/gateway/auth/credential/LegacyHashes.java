package io.talel.gateway.auth.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes as the replaced service stored them. */
public final class LegacyHashes {

    private LegacyHashes() {}

    /** @param salt five letters */
    public static String of(String password, String salt) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA3-512").digest((password + salt).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash) + "," + salt;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
