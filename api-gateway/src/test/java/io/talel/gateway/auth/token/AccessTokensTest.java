package io.talel.gateway.auth.token;

import static io.talel.gateway.auth.token.SignedText.hs512;
import static io.talel.gateway.auth.token.SignedText.with;
import static io.talel.gateway.auth.token.TokenSamples.CLAIMS;
import static io.talel.gateway.auth.token.TokenSamples.HEADER;
import static io.talel.gateway.auth.token.TokenSamples.KEY;
import static io.talel.gateway.auth.token.TokenSamples.NOW;
import static io.talel.gateway.auth.token.TokenSamples.NOW_SECONDS;
import static io.talel.gateway.auth.token.TokenSamples.OTHER_KEY;
import static io.talel.gateway.auth.token.TokenSamples.claims;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AccessTokensTest {

    private static final Instant BEGUN_AT = NOW.minusNanos(1_000);

    private static final Session ADA = new Session(
            new SessionId("AAECAwQFBgcICQoLDA0ODw"),
            new UserId(7),
            new Username("ada"),
            BEGUN_AT,
            NOW.plus(Duration.ofDays(30)));

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
    void a_token_is_good_for_thirty_minutes_and_not_a_second_more() {
        String token = tokens.issue(ADA);
        clock.advance(Duration.ofMinutes(30).minusSeconds(1));
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
        clock.advance(Duration.ofSeconds(60));
        assertThatThrownBy(() -> tokens.read(token)).hasMessage("Signature has expired");
    }

    @Test
    void a_shorter_lifetime_also_shortens_tokens_issued_before() {
        String token = tokens.issue(ADA);
        AccessTokens shorter = new AccessTokens(new KeyRing(KEY, ""), Duration.ofMinutes(5), clock);
        clock.advance(Duration.ofMinutes(5).minusSeconds(1));
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

    private static JsonNode json(String part) {
        return new JsonMapper().readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
