package io.talel.gateway.auth.token;

import static io.talel.gateway.auth.token.SignedText.hs512;
import static io.talel.gateway.auth.token.SignedText.with;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Keys, and the parts of a token that is accepted. */
final class TokenSamples {

    private TokenSamples() {}

    static final String KEY = "k".repeat(64);

    static final String OTHER_KEY = "o".repeat(64);

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    static final long NOW_SECONDS = NOW.getEpochSecond();

    static final Map<String, Object> HEADER = Map.of("alg", "HS512");

    static final Map<String, Object> CLAIMS = Map.of(
            "typ", "access",
            "iss", "talelio",
            "aud", List.of("talelio-api"),
            "sub", "user-7",
            "sid", "AAECAwQFBgcICQoLDA0ODw",
            "jti", "3d1f5a7c",
            "iat", NOW_SECONDS,
            "exp", NOW_SECONDS + 1800,
            "user_id", 7,
            "username", "ada");

    static String claims(String name, Object value) {
        return hs512(HEADER, with(CLAIMS, name, value), KEY);
    }
}
