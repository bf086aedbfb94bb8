package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 1 of the contract, and what frameworks would otherwise answer in their own shape. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("port")
class ErrorsE2E {

    private static final List<String> REGISTRATION = List.of("email", "password", "username");
    private static final List<String> CREDENTIALS = List.of("email", "password");
    private static final List<String> DRAFT = List.of("title", "body", "meta_description");

    private final Api api = GatewayNode.shared().api();
    private final ApiSession ada = TestPerson.signedIn(api, "ada");

    static Stream<Arguments> endpoints_and_their_keys() {
        return Stream.of(
                arguments("/accounts/register", REGISTRATION),
                arguments("/accounts/login", CREDENTIALS),
                arguments("/articles", DRAFT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/accounts/register|''",
                "/accounts/register|{}",
                "/accounts/register|[]",
                "/accounts/register|null",
                "/accounts/login|''",
                "/accounts/login|{}",
                "/accounts/login|[]",
                "/accounts/login|null",
                "/articles|''",
                "/articles|{}",
                "/articles|[]",
                "/articles|null",
                "/articles|'  {  } '"
            })
    void a_missing_or_empty_body_is_a_bad_request(String path, String body) {
        ada.post(path)
                .body("application/json", body.getBytes(StandardCharsets.UTF_8))
                .send()
                .isBadRequest("Missing request body");
    }

    @ParameterizedTest
    @MethodSource("endpoints_and_their_keys")
    void the_first_missing_key_is_named(String path, List<String> keys) {
        for (int missing = 0; missing < keys.size(); missing++) {
            Map<String, String> body = new LinkedHashMap<>(Map.of("unknown", "ignored"));
            keys.subList(0, missing).forEach(key -> body.put(key, "value"));
            ada.post(path).json(body).send().isBadRequest("Expected '" + keys.get(missing) + "' key");
        }
    }

    @Test
    void a_missing_key_is_reported_before_a_wrong_value() {
        ada.post("/articles")
                .json(Map.of("title", 7, "body", "text"))
                .send()
                .isBadRequest("Expected 'meta_description' key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"email\":", "{\"email\":\"a\"} x", "nonsense", "{'email': 'a'}", "{\"email\":NaN}"})
    void malformed_json_is_a_bad_request(String body) {
        api.post("/accounts/login")
                .body("application/json", body.getBytes(StandardCharsets.UTF_8))
                .send()
                .is(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "\"text\"", "7", "true"})
    void json_that_is_not_an_object_is_a_bad_request(String body) {
        api.post("/accounts/login")
                .body("application/json", body.getBytes(StandardCharsets.UTF_8))
                .send()
                .is(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/vnd.api+json",
                "application/x-www-form-urlencoded",
                "multipart/form-data"
            })
    void another_media_type_is_unsupported(String mediaType) {
        api.post("/accounts/login")
                .body(mediaType, "{\"email\":\"a@b.c\",\"password\":\"x\"}".getBytes(StandardCharsets.UTF_8))
                .send()
                .is(415);
    }

    @Test
    void a_charset_beside_the_media_type_is_fine() {
        api.post("/accounts/login")
                .body(
                        "application/json; charset=utf-8",
                        Api.JSON.writeValueAsBytes(Map.of("email", "nobody@example.org")))
                .send()
                .isBadRequest("Expected 'password' key");
    }

    @Test
    void unknown_keys_are_ignored() {
        TestPerson bob = TestPerson.named("bob");
        api.post("/accounts/register")
                .json(Map.of(
                        "email", bob.email(),
                        "password", bob.password(),
                        "username", bob.username(),
                        "id", 1,
                        "admin", Map.of("really", List.of(true))))
                .send()
                .is(201);
    }

    @Test
    void authorisation_is_checked_before_the_body() {
        api.post("/articles").json(Map.of()).send().isForbidden("No authorization header provided");
        api.post("/articles")
                .body("text/plain", "{".getBytes(StandardCharsets.UTF_8))
                .send()
                .isForbidden("No authorization header provided");
        api.post("/assets/images")
                .body("text/plain", "x".getBytes(StandardCharsets.UTF_8))
                .send()
                .isForbidden("No authorization header provided");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/nowhere", "/articles/", "/accounts", "/accounts/login/", "/users/ada", "/health/", "/docs/x"})
    void an_unknown_path_is_not_found(String path) {
        ApiAnswer answer = api.get(path).send().is(404);
        assertThat(answer.text("error", "type")).isEqualTo("Not Found");
    }

    @Test
    void a_path_outside_the_api_is_not_found_in_the_same_shape() {
        String answer = RawHttp.send(
                GatewayNode.shared().port(), "GET /other HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 404").contains("\"error\"").doesNotContain("<html");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /articles/x",
        "PUT, /articles",
        "DELETE, /articles",
        "POST, /tags",
        "GET, /accounts/login",
        "POST, /health",
        "PATCH, /users/ada/articles",
        "DELETE, /assets/images",
        "POST, /openapi.json"
    })
    void a_method_that_a_path_does_not_have_is_not_allowed(String method, String path) {
        ApiAnswer answer = api.request(method, path).send().is(405);
        assertThat(answer.text("error", "type")).isEqualTo("Method Not Allowed");
    }

    @Test
    void errors_are_problem_details_for_clients_that_accept_them() {
        ApiAnswer answer = api.post("/accounts/login")
                .header("Accept", "application/problem+json")
                .json(Map.of("email", "a@b.c"))
                .send()
                .is(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("title")).isEqualTo("Bad Request");
        assertThat(answer.text("detail")).isEqualTo("Expected 'password' key");
        assertThat(answer.json().path("status").asInt()).isEqualTo(400);
    }

    @Test
    void every_kind_of_error_has_its_problem_details() {
        ApiAnswer unknownPath = api.get("/nowhere")
                .header("Accept", "application/problem+json")
                .send()
                .is(404);
        ApiAnswer noToken = api.post("/articles")
                .header("Accept", "application/problem+json")
                .send()
                .is(403);
        ApiAnswer wrongMethod = api.request("DELETE", "/health")
                .header("Accept", "application/problem+json")
                .send()
                .is(405);
        assertThat(List.of(unknownPath, noToken, wrongMethod))
                .allSatisfy(answer -> assertThat(answer.header("Content-Type")).startsWith("application/problem+json"));
    }

    @Test
    void any_accept_header_gets_json() {
        assertThat(api.get("/articles/nowhere")
                        .header("Accept", "*/*")
                        .send()
                        .is(404)
                        .header("Content-Type"))
                .startsWith("application/json");
        assertThat(api.get("/articles/nowhere")
                        .header("Accept", "text/html")
                        .send()
                        .is(404)
                        .header("Content-Type"))
                .startsWith("application/json");
    }
}
