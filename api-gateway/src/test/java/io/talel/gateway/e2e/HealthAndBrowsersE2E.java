package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 7 of the contract. */
@Tag("port")
class HealthAndBrowsersE2E {

    private static final String WEB_CLIENT = "http://127.0.0.1:3000";

    private final Api api = GatewayNode.shared().api();

    /** The origin of the web client of development is allowed. */
    @BeforeAll
    static void the_shell_does_not_decide() {
        assertThat(System.getenv("CORS_ORIGINS")).isNull();
    }

    @Test
    void the_process_is_healthy() {
        assertThat(api.get("/health").send().is(200).text()).isEqualTo("👍");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/accounts/login", "/accounts/token", "/articles", "/assets/images", "/articles/x"})
    void a_preflight_is_answered_with_methods_and_headers(String path) {
        ApiAnswer answer = preflight(path, WEB_CLIENT).is(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(WEB_CLIENT);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(list(answer.header("Access-Control-Allow-Methods")))
                .containsExactlyInAnyOrder("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
        assertThat(list(answer.header("Access-Control-Allow-Headers")))
                .usingElementComparator(String.CASE_INSENSITIVE_ORDER)
                .contains("content-type", "authorization");
    }

    @Test
    void a_foreign_origin_gets_no_permission() {
        for (String origin : List.of("https://evil.example", "http://127.0.0.1:3001", "null")) {
            assertThat(permissions(preflight("/articles", origin))).isEmpty();
            assertThat(permissions(api.get("/health").header("Origin", origin).send()))
                    .isEmpty();
        }
    }

    @Test
    void a_foreign_origin_is_served_all_the_same() {
        api.get("/health").header("Origin", "https://evil.example").send().is(200);
    }

    @Test
    void answers_carry_the_headers_for_browsers() {
        ApiAnswer answer =
                api.get("/health").header("Origin", WEB_CLIENT).send().is(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(WEB_CLIENT);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(list(answer.header("Access-Control-Expose-Headers")))
                .containsExactlyInAnyOrder("Link", "X-Total-Count", "ETag", "Location", "Retry-After");
        assertThat(list(String.join(",", answer.headers().allValues("Vary")))).contains("Origin");
    }

    @Test
    void error_answers_carry_them_too() {
        List<ApiAnswer> errors = List.of(
                api.post("/articles").header("Origin", WEB_CLIENT).send().is(403),
                api.get("/articles/nowhere").header("Origin", WEB_CLIENT).send().is(404),
                api.get("/nowhere").header("Origin", WEB_CLIENT).send().is(404),
                api.request("DELETE", "/health")
                        .header("Origin", WEB_CLIENT)
                        .send()
                        .is(405),
                api.post("/accounts/login")
                        .header("Origin", WEB_CLIENT)
                        .json(Map.of())
                        .send()
                        .is(400));
        assertThat(errors).allSatisfy(answer -> assertThat(answer.header("Access-Control-Allow-Origin"))
                .isEqualTo(WEB_CLIENT));
    }

    @Test
    void the_token_endpoint_needs_no_preflight() {
        ApiSession ada = TestPerson.signedIn(api, "ada");
        ApiAnswer answer = api.post("/accounts/token")
                .header("Origin", WEB_CLIENT)
                .header("Cookie", "refresh_token=" + ada.refreshToken())
                .send()
                .is(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(WEB_CLIENT);
    }

    private ApiAnswer preflight(String path, String origin) {
        return api.request("OPTIONS", path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,authorization")
                .send();
    }

    private static List<String> permissions(ApiAnswer answer) {
        return answer.headers().map().keySet().stream()
                .filter(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"))
                .toList();
    }

    private static List<String> list(String header) {
        return List.of(header.split(" *, *"));
    }
}
