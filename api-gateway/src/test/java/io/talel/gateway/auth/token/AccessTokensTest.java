package io.talel.gateway.auth.token;

import static io.talel.gateway.auth.token.SignedText.base64;
import static io.talel.gateway.auth.token.SignedText.hs512;
import static io.talel.gateway.auth.token.SignedText.signed;
import static io.talel.gateway.auth.token.SignedText.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.talel.gateway.MutableClock;
import io.talel.gateway.auth.session.Session;
import io.talel.gateway.auth.session.SessionId;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AccessTokensTest {

    private static final String KEY = "k".repeat(64);
    private static final String OTHER_KEY = "o".repeat(64);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant BEGUN_AT = NOW.minusNanos(1_000);
    private static final long NOW_SECONDS = NOW.getEpochSecond();
    private static final Session ADA = new Session(
            new SessionId("AAECAwQFBgcICQoLDA0ODw"),
            new UserId(7),
            new Username("ada"),
            BEGUN_AT,
            NOW.plus(Duration.ofDays(30)));

    private static final Map<String, Object> HEADER = Map.of("alg", "HS512");
    private static final Map<String, Object> CLAIMS = Map.of(
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

    private final MutableClock clock = new MutableClock(NOW);
    private final AccessTokens tokens = new AccessTokens(new KeyRing(KEY, ""), Duration.ofMinutes(30), clock);

    @Test
    void an_issued_token_speaks_for_its_user_and_session() {
        assertThat(tokens.read(tokens.issue(ADA)))
                .isEqualTo(new AccessToken(ADA.id(), new UserId(7), new Username("ada"), BEGUN_AT));
    }

    @Test
    void an_issued_token_has_the_claims_that_v1_clients_read() {
        String[] parts = tokens.issue(ADA).split("\\.");
        JsonNode claims = json(parts[1]);
        JsonNode header = json(parts[0]);
        assertThat(header.propertyNames()).containsExactlyInAnyOrder("alg", "kid");
        assertThat(header.get("alg").asString()).isEqualTo("HS512");
        assertThat(claims.get("user_id").isIntegralNumber()).isTrue();
        assertThat(claims.get("user_id").asLong()).isEqualTo(7);
        assertThat(claims.get("username").asString()).isEqualTo("ada");
        assertThat(claims.get("exp").asLong()).isEqualTo(NOW_SECONDS + 30 * 60);
    }

    @Test
    void no_two_tokens_have_the_same_identifier() {
        assertThat(tokens.issue(ADA)).isNotEqualTo(tokens.issue(ADA));
    }

    @Test
    void a_token_made_elsewhere_from_the_same_key_and_claims_counts() {
        assertThat(tokens.read(hs512(HEADER, CLAIMS, KEY)).username()).isEqualTo(new Username("ada"));
    }

    @Test
    void a_token_that_does_not_say_when_its_session_began_says_when_it_was_issued() {
        assertThat(tokens.read(hs512(HEADER, CLAIMS, KEY)).begunAt()).isEqualTo(NOW);
    }

    @Test
    void a_token_is_good_for_thirty_minutes_by_clocks_that_are_half_a_minute_apart() {
        String token = tokens.issue(ADA);
        clock.advance(Duration.ofMinutes(30).plusSeconds(30));
        assertThat(tokens.read(token).userId()).isEqualTo(new UserId(7));
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> tokens.read(token))
                .isInstanceOf(TokenRefused.class)
                .hasMessage("Signature has expired");
    }

    @Test
    void a_token_ends_with_its_session_at_the_latest() {
        Session ending = new Session(ADA.id(), ADA.userId(), ADA.username(), BEGUN_AT, NOW.plusSeconds(60));
        String token = tokens.issue(ending);
        clock.advance(Duration.ofSeconds(91));
        assertThatThrownBy(() -> tokens.read(token)).hasMessage("Signature has expired");
    }

    @Test
    void a_shorter_lifetime_also_shortens_tokens_issued_before() {
        String token = tokens.issue(ADA);
        AccessTokens shorter = new AccessTokens(new KeyRing(KEY, ""), Duration.ofMinutes(5), clock);
        clock.advance(Duration.ofMinutes(5).plusSeconds(30));
        assertThat(shorter.read(token).userId()).isEqualTo(new UserId(7));
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> shorter.read(token)).hasMessage("Signature has expired");
        assertThat(tokens.read(token).userId()).isEqualTo(new UserId(7));
    }

    @Test
    void the_clock_of_the_issuing_node_may_be_a_little_ahead() {
        for (String time : List.of("iat", "nbf")) {
            assertThat(tokens.read(hs512(HEADER, with(CLAIMS, time, NOW_SECONDS + 30), KEY))
                            .userId())
                    .isEqualTo(new UserId(7));
        }
    }

    @Property(tries = 200)
    void every_issued_token_can_be_read(
            @ForAll @LongRange(min = 1, max = (1L << 53) - 1) long id,
            @ForAll @AlphaChars @StringLength(min = 1, max = 20) String name) {
        Session session = new Session(ADA.id(), new UserId(id), new Username(name), BEGUN_AT, ADA.endsAt());
        assertThat(tokens.read(tokens.issue(session)))
                .isEqualTo(new AccessToken(ADA.id(), new UserId(id), new Username(name), BEGUN_AT));
    }

    @Property(tries = 500)
    void any_changed_character_spoils_a_token(
            @ForAll @LongRange(min = 0, max = 10_000) long position, @ForAll char replacement) {
        StringBuilder token = new StringBuilder(tokens.issue(ADA));
        int at = (int) (position % token.length());
        boolean trailingBits = at == token.length() - 1;
        if (token.charAt(at) != replacement && !trailingBits) {
            token.setCharAt(at, replacement);
            assertThatExceptionOfType(TokenRefused.class).isThrownBy(() -> tokens.read(token.toString()));
        }
    }

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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63})
    void a_short_secret_key_is_refused_by_name(int length) {
        assertThatThrownBy(() -> new KeyRing("k".repeat(length), ""))
                .isInstanceOf(SecretKeyTooShort.class)
                .hasMessage("SECRET_KEY must be at least 64 bytes long, but it has " + length + ".");
    }

    @Test
    void a_short_previous_key_is_refused_by_name() {
        assertThatThrownBy(() -> new KeyRing(KEY, "short"))
                .isInstanceOf(SecretKeyTooShort.class)
                .hasMessage("SECRET_KEY_PREVIOUS must be at least 64 bytes long, but it has 5.");
    }

    @Test
    void what_the_previous_key_signed_still_counts_and_what_another_signed_does_not() {
        String before = tokens.issue(ADA);
        AccessTokens rotated = new AccessTokens(new KeyRing(OTHER_KEY, KEY), Duration.ofMinutes(30), clock);
        assertThat(rotated.read(before).userId()).isEqualTo(new UserId(7));
        assertThat(tokensOf(OTHER_KEY, "").read(rotated.issue(ADA)).userId()).isEqualTo(new UserId(7));
        assertThatThrownBy(() -> tokensOf(OTHER_KEY, "").read(before)).hasMessage("Signing key is unknown");
        assertThatThrownBy(() -> tokens.read(rotated.issue(ADA))).hasMessage("Signing key is unknown");
    }

    @Test
    void a_token_that_names_no_key_is_signed_with_the_secret_key_and_not_the_previous_one() {
        assertThat(tokensOf(KEY, OTHER_KEY).read(hs512(HEADER, CLAIMS, KEY)).userId())
                .isEqualTo(new UserId(7));
        assertThatThrownBy(() -> tokensOf(OTHER_KEY, KEY).read(hs512(HEADER, CLAIMS, KEY)))
                .hasMessage("Signature verification failed");
    }

    @Test
    void a_token_does_not_pass_under_the_name_of_another_key() {
        AccessTokens both = tokensOf(OTHER_KEY, KEY);
        String header = tokens.issue(ADA).split("\\.")[0];
        assertThatThrownBy(() -> both.read(
                        hs512(with(HEADER, "kid", json(header).path("kid").asString()), CLAIMS, OTHER_KEY)))
                .hasMessage("Signature verification failed");
    }

    private AccessTokens tokensOf(String key, String previous) {
        return new AccessTokens(new KeyRing(key, previous), Duration.ofMinutes(30), clock);
    }

    @Test
    void a_secret_key_is_measured_in_bytes() {
        assertThat(new KeyRing("ä".repeat(32), "").signing().key().getEncoded()).hasSize(64);
    }

    private static String claims(String name, Object value) {
        return hs512(HEADER, with(CLAIMS, name, value), KEY);
    }

    private static JsonNode json(String part) {
        return new JsonMapper().readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
