package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Section 2 of the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("port")
class AuthorisationE2E {

    private static final String OTHER_KEY = GatewayNode.SECRET_KEY.replace('0', 'x');
    private static final Date PAST = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
    private static final Date FUTURE = Date.from(Instant.parse("2100-01-01T00:00:00Z"));

    private final Api api = GatewayNode.shared().api();
    private final ApiSession ada = TestPerson.signedIn(api, "ada");

    @ParameterizedTest
    @ValueSource(strings = {"/articles", "/assets/images", "/accounts/logout"})
    void a_request_without_the_header_is_forbidden(String path) {
        api.post(path).send().isForbidden("No authorization header provided");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer  ", "Basic", "nonsense"})
    void a_scheme_without_a_token_is_forbidden(String header) {
        api.post("/articles").header("Authorization", header).send().isForbidden("No authorization token provided");
    }

    @Test
    void two_blanks_before_the_token_are_no_token() {
        api.post("/articles")
                .header("Authorization", "Bearer  " + ada.accessToken())
                .send()
                .isForbidden("No authorization token provided");
    }

    @Test
    void an_expired_token_says_so_even_when_nothing_else_is_right() {
        String expired = signed(GatewayNode.SECRET_KEY, Map.of("exp", PAST));
        api.post("/articles").token(expired).send().isForbidden("Signature has expired");
        api.post("/accounts/logout").token(expired).send().isForbidden("Signature has expired");
    }

    @Test
    void the_signature_is_checked_before_the_expiry() {
        ApiAnswer answer = api.post("/articles")
                .token(signed(OTHER_KEY, Map.of("exp", PAST)))
                .send()
                .is(403);
        assertThat(answer.text("error", "message")).isNotEqualTo("Signature has expired");
    }

    @Test
    void a_token_of_another_key_is_forbidden() {
        api.post("/articles")
                .token(signed(OTHER_KEY, Map.of("exp", FUTURE, "user_id", 1, "username", "ada")))
                .send()
                .is(403);
    }

    @Test
    void a_well_signed_token_that_is_not_an_access_token_is_forbidden() {
        api.post("/articles")
                .token(signed(GatewayNode.SECRET_KEY, Map.of("exp", FUTURE, "user_id", 1, "username", "ada")))
                .send()
                .is(403);
    }

    @Test
    void a_token_of_another_algorithm_is_forbidden() {
        String hs256 = Jwts.builder()
                .claims(claims(ada.accessToken()))
                .signWith(Keys.hmacShaKeyFor(GatewayNode.SECRET_KEY.getBytes(StandardCharsets.UTF_8)), Jwts.SIG.HS256)
                .compact();
        String unsigned = Jwts.builder().claims(claims(ada.accessToken())).compact();
        api.post("/articles").token(hs256).send().is(403);
        api.post("/articles").token(unsigned).send().is(403);
    }

    @Test
    void a_token_that_names_an_unknown_key_is_forbidden() {
        String named = Jwts.builder()
                .header()
                .keyId("unknown")
                .and()
                .claims(claims(ada.accessToken()))
                .signWith(Keys.hmacShaKeyFor(GatewayNode.SECRET_KEY.getBytes(StandardCharsets.UTF_8)), Jwts.SIG.HS512)
                .compact();
        api.post("/articles").token(named).send().is(403);
    }

    @Test
    void a_changed_token_is_forbidden() {
        String[] parts = ada.accessToken().split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String other = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.replace("ada", "eve").getBytes(StandardCharsets.UTF_8));
        api.post("/articles")
                .token(parts[0] + "." + other + "." + parts[2])
                .send()
                .is(403);
    }

    @Test
    void a_refresh_token_is_not_an_access_token() {
        api.post("/articles").token(ada.refreshToken()).send().is(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "..", "null"})
    void a_text_that_is_no_token_is_forbidden(String token) {
        api.post("/articles").token(token).send().is(403);
    }

    @Test
    void a_token_of_many_kilobytes_is_refused() {
        assertThat(api.post("/articles").token("x".repeat(7_000)).send().status())
                .isEqualTo(403);
    }

    @Test
    void the_access_token_is_a_jwt_with_the_claims_that_clients_read() {
        TestPerson bob = TestPerson.named("bob");
        long id = bob.register(api).json().path("user").path("id").asLong();
        String[] parts = bob.logIn(api).accessToken().split("\\.");
        JsonNode header = Api.JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
        JsonNode claims = Api.JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(header.path("alg").asString()).isEqualTo("HS512");
        assertThat(claims.path("user_id").isNumber()).isTrue();
        assertThat(claims.path("user_id").asLong()).isEqualTo(id);
        assertThat(claims.path("username").asString()).isEqualTo(bob.username());
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(30 * 60);
    }

    private static String signed(String key, Map<String, Object> claims) {
        return Jwts.builder()
                .claims(claims)
                .signWith(Keys.hmacShaKeyFor(key.getBytes(StandardCharsets.UTF_8)), Jwts.SIG.HS512)
                .compact();
    }

    private static Map<String, Object> claims(String token) {
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return Api.JSON.readValue(claims, new tools.jackson.core.type.TypeReference<>() {});
    }
}
