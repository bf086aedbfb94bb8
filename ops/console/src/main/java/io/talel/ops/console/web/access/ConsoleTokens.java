package io.talel.ops.console.web.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Tokens of one run of the console, one per role; a token is valid until the console ends. */
public final class ConsoleTokens {

    private static final int BYTES = 32;

    private final Map<Role, String> tokens = new EnumMap<>(Role.class);

    private ConsoleTokens(SecureRandom random) {
        for (Role role : Role.values()) {
            byte[] secret = new byte[BYTES];
            random.nextBytes(secret);
            tokens.put(role, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        }
    }

    public static ConsoleTokens draw() {
        return new ConsoleTokens(new SecureRandom());
    }

    public String of(Role role) {
        return Objects.requireNonNull(tokens.get(role));
    }

    /** Compares in constant time. */
    Optional<Role> roleOf(String token) {
        byte[] presented = token.getBytes(StandardCharsets.UTF_8);
        return tokens.entrySet().stream()
                .filter(entry -> MessageDigest.isEqual(entry.getValue().getBytes(StandardCharsets.UTF_8), presented))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
