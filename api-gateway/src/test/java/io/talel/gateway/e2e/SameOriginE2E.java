package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages may send requests that set or use the cookie. */
class SameOriginE2E {

    private static final String OURS = "http://127.0.0.1:3000";
    private static final String REASON = "Request comes from a page of another origin";

    private final Api api = GatewayNode.shared().api();

    @Test
    void a_client_that_is_no_browser_says_nothing_and_is_served() {
        ApiSession ada = TestPerson.signedIn(api, "ada");
        ada.refresh().is(200);
    }

    @ParameterizedTest
    @CsvSource({
        OURS + ", same-site",
        OURS + ", cross-site",
        OURS + ",",
        "http://127.0.0.1:5000, same-origin",
        ", same-origin",
        ", none"
    })
    void our_own_pages_are_served(String origin, String site) {
        ApiSession ada = TestPerson.signedIn(api, "ada");
        from(origin, site, refresh(ada)).send().is(200);
        from(origin, site, logIn(ada.person())).send().is(200);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, cross-site",
        "https://evil.example,",
        "http://127.0.0.1:3001, same-site",
        "http://127.0.0.1:3000.evil.example,",
        "null,",
        "null, cross-site",
        ", cross-site",
        ", same-site",
        ", nonsense"
    })
    void pages_of_others_are_refused_before_anything_is_looked_at(String origin, String site) {
        ApiSession ada = TestPerson.signedIn(api, "ada");
        ApiAnswer refresh = from(origin, site, refresh(ada)).send().isForbidden(REASON);
        assertThat(refresh.header("Set-Cookie")).isEmpty();
        from(origin, site, api.post("/accounts/token")).send().isForbidden(REASON);
        from(origin, site, logIn(ada.person())).send().isForbidden(REASON);
        from(origin, site, api.post("/accounts/login")).send().isForbidden(REASON);
        ada.refresh().is(200);
    }

    @Test
    void logging_out_takes_a_token_that_no_page_of_others_has() {
        ApiSession ada = TestPerson.signedIn(api, "ada");
        from("https://evil.example", "cross-site", ada.post("/accounts/logout"))
                .send()
                .is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/articles/nowhere", "/nowhere", "/openapi.json"})
    void every_answer_closes_what_browsers_would_do_with_it(String path) {
        ApiAnswer answer = api.get(path).send();
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .hasSize(1)
                .first()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.header("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void a_page_has_one_policy_its_own() {
        assertThat(api.get("/docs").send().headers().allValues("Content-Security-Policy"))
                .hasSize(1)
                .first()
                .asString()
                .contains("script-src 'self'");
    }

    private Api.Request refresh(ApiSession session) {
        return api.post("/accounts/token").header("Cookie", "refresh_token=" + session.refreshToken());
    }

    private Api.Request logIn(TestPerson person) {
        return api.post("/accounts/login").json(Map.of("email", person.email(), "password", person.password()));
    }

    private static Api.Request from(String origin, String site, Api.Request request) {
        if (origin != null) {
            request.header("Origin", origin);
        }
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        return request;
    }
}
