package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that reach no servlet are refused in the same shape, and the answers name no software. */
class TomcatE2E {

    private static final String ORIGIN = "http://127.0.0.1:3000";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/articles/<x> HTTP/1.1",
                "GET /v1/%zz HTTP/1.1",
                "GET /v1/articles/a%2Fb HTTP/1.1",
                "GET /v1/articles/%00 HTTP/1.1",
                "GET /v1/../etc/passwd HTTP/1.1",
                "TRACE /v1/health HTTP/1.1",
                "GET /v1/health HTTP/9.9",
                "nonsense"
            })
    void a_request_that_is_none_gets_an_error_in_our_shape(String line) {
        String answer = send(line, "");
        assertThat(answer).matches("(?s)HTTP/1.1 [45]\\d\\d.*");
        assertIsOurs(answer);
    }

    @Test
    void headers_that_are_too_large_get_an_error_in_our_shape() {
        assertIsOurs(send("GET /v1/health HTTP/1.1", "X-Large: " + "x".repeat(40_000) + "\r\n"));
    }

    @Test
    void a_token_that_is_too_large_is_forbidden_like_any_other_that_is_none() {
        for (int length : new int[] {20_000, 200_000}) {
            String answer = send("POST /v1/articles HTTP/1.1", "Authorization: Bearer " + "x".repeat(length) + "\r\n");
            assertThat(answer).startsWith("HTTP/1.1 403").contains("\"message\":\"Token is too long\"");
            assertIsOurs(answer);
        }
    }

    @Test
    void headers_that_are_broken_get_an_error_in_our_shape() {
        assertIsOurs(send("GET /v1/health HTTP/1.1", "Content-Length: x\r\n"));
        assertIsOurs(send("POST /v1/accounts/login HTTP/1.1", "Transfer-Encoding: gzip\r\n"));
    }

    @Test
    void browsers_may_read_what_tomcat_refuses() {
        String answer = send("GET /v1/articles/%00 HTTP/1.1", "Origin: " + ORIGIN + "\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("Access-Control-Allow-Origin: " + ORIGIN);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/articles/a%2Fb, 404, Article not found",
        "/v1/articles/a%5Cb, 404, Article not found",
        "/v1/articles/..%2F..%2Fhealth, 404, Article not found",
        "/v1/users/nobody/images/..%2Fx.png, 404, User with username 'nobody' does not exist",
        "/v1/users/a%2Fb/articles, 200, {}",
        "/v1%2Fhealth, 404, Not found",
        "/v1/..%2Fhealth, 404, Not found"
    })
    void an_encoded_slash_is_a_character_of_a_name_and_divides_nothing(String path, int status, String told) {
        assertThat(send("GET " + path + " HTTP/1.1", ""))
                .startsWith("HTTP/1.1 " + status)
                .contains(told);
    }

    @Test
    void problem_details_are_given_here_too() {
        assertThat(send("GET /elsewhere HTTP/1.1", "Accept: application/problem+json\r\n"))
                .contains("Content-Type: application/problem+json")
                .contains("\"detail\":\"Not found\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET //v1/health",
                "POST //v1/accounts/login",
                "HEAD ///v1/articles",
                "GET //v1",
                "GET ///v1/",
                "GET /%76%31/health",
                "GET /v1;a=b/health",
                "GET /./v1/health",
                "GET /v1/health;x=1",
                "GET /v1/articles;/"
            })
    void an_address_in_a_roundabout_way_is_not_found(String request) {
        assertThat(send(request + " HTTP/1.1", "Origin: " + ORIGIN + "\r\n"))
                .startsWith("HTTP/1.1 404")
                .contains("X-Content-Type-Options: nosniff", "Access-Control-Allow-Origin: " + ORIGIN);
        if (request.startsWith("GET")) {
            assertIsOurs(send(request + " HTTP/1.1", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[]=1", "a={b}", "a|b", "a^b", "a\\b", "a`b"})
    void a_query_may_have_the_signs_that_browsers_leave_as_they_are(String query) {
        assertThat(send("GET /v1/health?" + query + " HTTP/1.1", "")).startsWith("HTTP/1.1 200");
        assertThat(send("GET /v1/users/nobody/articles?" + query + " HTTP/1.1", ""))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/{}", "/v1/a\\b", "/v1/articles/{a|b}", "/v1/users/[a]/images/^`"})
    void a_path_with_signs_that_mean_nothing_is_refused_in_the_shape_that_was_asked_for(String path) {
        assertThat(send("GET " + path + " HTTP/1.1", "Accept: application/problem+json\r\nOrigin: " + ORIGIN + "\r\n"))
                .matches("(?s)HTTP/1.1 40[04].*")
                .contains("Content-Type: application/problem+json", "Access-Control-Allow-Origin: " + ORIGIN);
    }

    @Test
    void an_unknown_version_of_http_is_named_as_the_fault() {
        assertThat(send("GET /v1/health HTTP/9.9", "")).contains("\"message\":\"HTTP Version not supported\"");
        assertThat(send("POST /v1/accounts/login HTTP/1.1", "Transfer-Encoding: gzip\r\n"))
                .contains("\"message\":\"Not Implemented\"");
    }

    @Test
    void the_base_path_redirects_nowhere() {
        assertThat(send("GET /v1 HTTP/1.1", "")).startsWith("HTTP/1.1 404");
        assertThat(send("GET / HTTP/1.1", "")).startsWith("HTTP/1.1 404");
    }

    private static void assertIsOurs(String answer) {
        assertThat(answer)
                .contains("{\"error\":{\"status\":")
                .contains("X-Content-Type-Options: nosniff")
                .contains("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'")
                .contains("Referrer-Policy: no-referrer")
                .doesNotContain("<html", "Exception", "apache", "Tomcat", "Server:");
    }

    private static String send(String line, String headers) {
        return RawHttp.send(
                GatewayNode.shared().port(), line + "\r\nHost: localhost\r\n" + headers + "Connection: close\r\n\r\n");
    }
}
