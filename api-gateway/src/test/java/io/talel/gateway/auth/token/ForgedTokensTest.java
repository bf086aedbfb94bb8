package io.talel.gateway.auth.token;

import static io.talel.gateway.auth.token.SignedText.base64;
import static io.talel.gateway.auth.token.SignedText.hs512;
import static io.talel.gateway.auth.token.SignedText.signed;
import static io.talel.gateway.auth.token.SignedText.with;
import static io.talel.gateway.auth.token.TokenSamples.CLAIMS;
import static io.talel.gateway.auth.token.TokenSamples.HEADER;
import static io.talel.gateway.auth.token.TokenSamples.KEY;
import static io.talel.gateway.auth.token.TokenSamples.NOW;
import static io.talel.gateway.auth.token.TokenSamples.NOW_SECONDS;
import static io.talel.gateway.auth.token.TokenSamples.OTHER_KEY;
import static io.talel.gateway.auth.token.TokenSamples.claims;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.talel.gateway.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class ForgedTokensTest {

    private final AccessTokens tokens =
            new AccessTokens(new KeyRing(KEY, ""), Duration.ofMinutes(30), new MutableClock(NOW));

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource
    void a_forged_or_confused_token_is_refused_for_its_own_reason(String what, String token, String reason) {
        assertThatThrownBy(() -> tokens.read(token))
                .isInstanceOf(TokenRefused.class)
                .hasMessage(reason);
    }

    static Stream<Arguments> a_forged_or_confused_token_is_refused_for_its_own_reason() {
        return Stream.of(badForm(), badSignatures(), badTimes(), badClaims()).flatMap(List::stream);
    }

    private static List<Arguments> badForm() {
        String good = hs512(HEADER, CLAIMS, KEY);
        return List.of(
                arguments("not a token", "abc", "Token is malformed"),
                arguments("nothing", "", "Token is malformed"),
                arguments("two parts", good.substring(0, good.lastIndexOf('.')), "Token is malformed"),
                arguments("four parts", good + ".x", "Token is malformed"),
                arguments(
                        "five parts of an encrypted token",
                        base64("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}") + "..x.x.x",
                        "Token is malformed"),
                arguments(
                        "five parts of a token that is encrypted for a private key",
                        base64("{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}") + ".AA.AA.AA.AA",
                        "Token is malformed"),
                arguments("not base64url", "ä" + good, "Signature verification failed"),
                arguments("a header that is no JSON", hs512("{", "{}", KEY), "Token is malformed"),
                arguments(
                        "claims that are no object",
                        hs512("{\"alg\":\"HS512\"}", "[]", KEY),
                        "Token is of a kind that is not accepted"),
                arguments(
                        "a claim given twice",
                        hs512("{\"alg\":\"HS512\"}", "{\"typ\":\"mail\",\"typ\":\"access\"}", KEY),
                        "Token is of a kind that is not accepted"),
                arguments(
                        "compressed claims",
                        hs512(with(HEADER, "zip", "DEF"), CLAIMS, KEY),
                        "Token is of a kind that is not accepted"),
                arguments(
                        "a critical header nobody knows",
                        hs512(with(with(HEADER, "crit", List.of("x")), "x", 1), CLAIMS, KEY),
                        "Token is of a kind that is not accepted"),
                arguments(
                        "an expiry that is no number",
                        hs512(HEADER, with(CLAIMS, "exp", "tomorrow"), KEY),
                        "Token is malformed"),
                arguments("a megabyte", "a".repeat(1024 * 1024), "Token is too long"));
    }

    private static List<Arguments> badSignatures() {
        String good = hs512(HEADER, CLAIMS, KEY);
        String claims = new JsonMapper().writeValueAsString(CLAIMS);
        String[] parts = good.split("\\.");
        return List.of(
                arguments(
                        "no algorithm",
                        base64("{\"alg\":\"none\"}") + "." + base64(claims) + ".",
                        "Token is of a kind that is not accepted"),
                arguments(
                        "no algorithm but a signature",
                        base64("{\"alg\":\"none\"}") + "." + base64(claims) + "." + parts[2],
                        "Token is of a kind that is not accepted"),
                arguments(
                        "HS256 with our key",
                        signed("HmacSHA256", "{\"alg\":\"HS256\"}", claims, KEY),
                        "Signature verification failed"),
                arguments(
                        "HS384 with our key",
                        signed("HmacSHA384", "{\"alg\":\"HS384\"}", claims, KEY),
                        "Signature verification failed"),
                arguments(
                        "said to be RS256",
                        signed("HmacSHA512", "{\"alg\":\"RS256\"}", claims, KEY),
                        "Signature verification failed"),
                arguments("another key", hs512(HEADER, CLAIMS, OTHER_KEY), "Signature verification failed"),
                arguments(
                        "other claims under a good signature",
                        parts[0] + "." + base64(claims.replace("ada", "bob")) + "." + parts[2],
                        "Signature verification failed"),
                arguments("half a signature", good.substring(0, good.length() - 40), "Signature verification failed"),
                arguments("an unknown key", hs512(with(HEADER, "kid", "2020"), CLAIMS, KEY), "Signing key is unknown"),
                arguments("a key named by a number", hs512(with(HEADER, "kid", 1), CLAIMS, KEY), "Token is malformed"),
                arguments(
                        "a path for a key",
                        hs512(with(HEADER, "kid", "../../dev/null"), CLAIMS, "" + KEY),
                        "Signing key is unknown"),
                arguments(
                        "a key that it brings itself",
                        hs512(with(HEADER, "jwk", Map.of("kty", "oct", "k", base64(OTHER_KEY))), CLAIMS, OTHER_KEY),
                        "Token is malformed"),
                arguments(
                        "another key and expired",
                        hs512(HEADER, with(CLAIMS, "exp", NOW_SECONDS - 31), OTHER_KEY),
                        "Signature verification failed"));
    }

    private static List<Arguments> badTimes() {
        return List.of(
                arguments("expired", claims("exp", NOW_SECONDS - 31), "Signature has expired"),
                arguments(
                        "expired, all that v1 had",
                        hs512(HEADER, Map.of("user_id", 7, "username", "ada", "exp", NOW_SECONDS - 31), KEY),
                        "Signature has expired"),
                arguments(
                        "expired and of another type",
                        hs512(HEADER, with(with(CLAIMS, "exp", 0), "typ", "mail"), KEY),
                        "Signature has expired"),
                arguments("not yet valid", claims("nbf", NOW_SECONDS + 60), "Token is not yet valid"),
                arguments("no expiry", claims("exp", null), "Token has no expiry"),
                arguments("no time of issue", claims("iat", null), "Token has no time of issue, or one in the future"),
                arguments(
                        "issued in the future",
                        claims("iat", NOW_SECONDS + 31),
                        "Token has no time of issue, or one in the future"));
    }

    private static List<Arguments> badClaims() {
        return List.of(
                arguments(
                        "the access token of v1",
                        hs512(HEADER, Map.of("user_id", 7, "username", "ada", "exp", NOW_SECONDS + 60), KEY),
                        "Token is not an access token"),
                arguments(
                        "the refresh token of v1",
                        hs512(HEADER, Map.of("user_id", 7, "username", "ada"), KEY),
                        "Token is not an access token"),
                arguments("an e-mail token", claims("typ", "verify-email"), "Token is not an access token"),
                arguments("no type", claims("typ", null), "Token is not an access token"),
                arguments("a type that is no text", claims("typ", List.of("access")), "Token is not an access token"),
                arguments("no issuer", claims("iss", null), "Token is of another issuer"),
                arguments("another issuer", claims("iss", "elsewhere"), "Token is of another issuer"),
                arguments("no audience", claims("aud", null), "Token is for another audience"),
                arguments("another audience", claims("aud", List.of("elsewhere")), "Token is for another audience"),
                arguments(
                        "one audience too many",
                        claims("aud", List.of("talelio-api", "elsewhere")),
                        "Token is for another audience"),
                arguments("no identifier", claims("jti", null), "Token has no identifier"),
                arguments("no session", claims("sid", null), "Token has no session"),
                arguments("a session that cannot be", claims("sid", "auth:ended"), "Token has no session"),
                arguments(
                        "a beginning that is no number",
                        claims("begun_at", "yesterday"),
                        "Token has an impossible beginning of its session"),
                arguments("no user", claims("user_id", null), "Token has no user"),
                arguments("a user as text", claims("user_id", "7"), "Token has no user"),
                arguments("a user with a fraction", claims("user_id", 7.5), "Token has no user"),
                arguments("user zero", claims("user_id", 0), "Token has no user"),
                arguments("no username", claims("username", null), "Token has no username"),
                arguments("an impossible username", claims("username", "../ada"), "Token has an impossible username"),
                arguments("no subject", claims("sub", null), "Token is of another subject"),
                arguments("another subject", claims("sub", "user-8"), "Token is of another subject"));
    }
}
