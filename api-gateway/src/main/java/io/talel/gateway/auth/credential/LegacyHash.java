package io.talel.gateway.auth.credential;

import io.talel.gateway.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hash of the replaced service, {@code <sha3-512 hex>,<salt>}: SHA3-512 of the password with the salt behind it, both in
 * UTF-8. It is fast to guess, so the first log-in replaces it.
 */
record LegacyHash(byte[] sha3, String salt) {

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{128}),([A-Za-z]{5})");

    /** Empty for a hash of another kind. */
    static Optional<LegacyHash> parse(String hash) {
        Matcher form = FORM.matcher(hash);
        return form.matches()
                ? Optional.of(new LegacyHash(HexFormat.of().parseHex(form.group(1)), form.group(2)))
                : Optional.empty();
    }

    boolean matches(String password) {
        return MessageDigest.isEqual(sha3, Digests.sha3((password + salt).getBytes(StandardCharsets.UTF_8)));
    }
}
