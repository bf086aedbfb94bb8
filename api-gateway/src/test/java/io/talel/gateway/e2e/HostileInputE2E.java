package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile input is a clear client error that names the field, and changes nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputE2E {

    private final GatewayNode node = GatewayNode.shared();

    private final Api api = node.api();

    private final ApiSession ada = TestPerson.signedIn(api, "ada");

    @ParameterizedTest
    @ValueSource(strings = {"title", "body", "meta_description", "featured_image"})
    void a_nul_character_is_refused_with_the_name_of_the_field(String field) {
        draftWith(field, "before\0after").isBadRequestNaming(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "password", "username"})
    void a_nul_character_in_a_registration_is_refused(String field) {
        registrationWith(field, "some\0thing@example.org").isBadRequestNaming(field);
    }

    @ParameterizedTest
    @CsvSource({"title", "body", "meta_description", "featured_image"})
    void half_a_character_is_refused_with_the_name_of_the_field(String field) {
        String json = Api.JSON.writeValueAsString(draft()).replace("\"placeholder-" + field + "\"", "\"\\ud800\"");
        ada.post("/articles")
                .body("application/json", json.getBytes(StandardCharsets.UTF_8))
                .send()
                .isBadRequestNaming(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "body", "meta_description", "featured_image"})
    void a_value_of_another_type_is_refused_with_the_name_of_the_field(String field) {
        for (Object value : Arrays.asList(7, true, List.of("x"), Map.of("a", 1))) {
            Map<String, Object> draft = new HashMap<>(draft());
            draft.put(field, value);
            ada.post("/articles").json(draft).send().isBadRequestNaming(field);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "body", "meta_description"})
    void a_value_of_null_is_refused_with_the_name_of_the_field(String field) {
        Map<String, Object> draft = new HashMap<>(draft());
        draft.put(field, null);
        ada.post("/articles").json(draft).send().isBadRequestNaming(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "password", "username"})
    void a_registration_of_wrong_types_is_refused(String field) {
        Map<String, Object> registration = new HashMap<>(registration());
        registration.put(field, 7);
        api.post("/accounts/register").json(registration).send().isBadRequestNaming(field);
    }

    @ParameterizedTest
    @CsvSource({"title, 256", "meta_description, 10001", "featured_image, 2049"})
    void an_overlong_value_is_refused_with_the_name_of_the_field(String field, int length) {
        draftWith(field, "x".repeat(length)).isBadRequestNaming(field);
    }

    @Test
    void an_overlong_registration_is_refused_with_the_name_of_the_field() {
        registrationWith("username", "x".repeat(21)).isBadRequestNaming("username");
        registrationWith("email", "x".repeat(250) + "@example.org").isBadRequestNaming("email");
        registrationWith("password", "x".repeat(257)).isBadRequestNaming("password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "password", "username"})
    void a_huge_value_in_a_registration_is_refused_with_the_name_of_the_field(String field) {
        registrationWith(field, "x".repeat(10_000)).isBadRequestNaming(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "password"})
    void a_log_in_with_what_is_no_text_is_refused_with_the_name_of_the_field(String field) {
        for (String value : List.of("\\u0000aaaaaaaa", "\\ud800aaaaaaaa", "aaaaaaaa\\udc00", "x".repeat(10_000))) {
            String body = Api.JSON
                    .writeValueAsString(Map.of("email", "nobody@example.org", "password", "aaaaaaaaa"))
                    .replace(field.equals("email") ? "nobody@example.org" : "aaaaaaaaa", value);
            api.post("/accounts/login")
                    .body("application/json", body.getBytes(StandardCharsets.US_ASCII))
                    .send()
                    .isBadRequestNaming(field);
        }
    }

    @Test
    void what_is_no_email_or_username_is_refused_with_the_name_of_the_field() {
        registrationWith("email", "nobody").isBadRequestNaming("email");
        for (String username : List.of("", " ", "a/b", "..", "a\nb")) {
            registrationWith("username", username).isBadRequestNaming("username");
        }
    }

    @Test
    void bytes_that_are_not_utf8_are_refused() {
        byte[] latin1 = "{\"email\":\"ä\",\"password\":\"x\"}".getBytes(StandardCharsets.ISO_8859_1);
        api.post("/accounts/login").body("application/json", latin1).send().is(400);
        byte[] overlong = {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'};
        api.post("/accounts/login").body("application/json", overlong).send().is(400);
    }

    @Test
    void deep_nesting_is_refused_or_ignored_but_never_followed() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        ada.post("/articles")
                .body("application/json", deep.getBytes(StandardCharsets.US_ASCII))
                .send()
                .is(400);
        String deepKey = "{\"title\":" + "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_001);
        ada.post("/articles")
                .body("application/json", deepKey.getBytes(StandardCharsets.US_ASCII))
                .send()
                .is(400);
    }

    @Test
    void a_number_of_endless_digits_is_refused_or_ignored() {
        String json = "{\"email\":\"nobody@example.org\",\"x\":" + "9".repeat(10_000) + "}";
        api.post("/accounts/login")
                .body("application/json", json.getBytes(StandardCharsets.US_ASCII))
                .send()
                .is(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/articles/%00",
                "/articles/a%00b",
                "/articles/%FF%FE",
                "/users/%00/articles",
                "/users/%FF/articles",
                "/users/ada/images/%00",
                "/users/ada/images/..%2F..%2Fsecret",
                "/articles/%2e%2e",
                "/articles/a%2Fb",
                "/articles/;x=1",
                "/users/a;b/articles"
            })
    void an_address_with_traps_in_it_is_a_client_error_or_nothing(String path) {
        assertThat(api.get(path).send().status()).isIn(200, 400, 404);
    }

    @Test
    void a_query_with_traps_in_it_is_a_client_error() {
        for (String query : List.of("page=%00", "limit=%FF", "page=" + "9".repeat(40), "limit=" + "9".repeat(40))) {
            assertThat(api.get("/users/nobody/articles?" + query).send().status())
                    .as(query)
                    .isIn(200, 400);
        }
    }

    @Test
    void what_is_no_id_of_a_message_is_a_client_error() {
        ApiAnswer registered = ada.post("/accounts/me/webhooks")
                .json(Map.of("url", "https://example.org/hook"))
                .send()
                .is(201);
        String webhook =
                "/accounts/me/webhooks/" + registered.json().at("/webhook/id").asLong();
        for (String id : List.of("%00", "msg_%00", "msg_5c2f%00", "%FF", "msg_" + "0".repeat(1000))) {
            assertThat(ada.get(webhook + "/deliveries?before=" + id).send().status())
                    .as(id)
                    .isEqualTo(400);
            assertThat(ada.post(webhook + "/deliveries/" + id + "/redeliver")
                            .send()
                            .status())
                    .as(id)
                    .isIn(400, 404);
        }
        ada.get(webhook + "/deliveries?before=x").send().isBadRequestNaming("before");
        ada.request("DELETE", webhook).send().is(204);
    }

    @Test
    void a_request_that_is_not_http_is_refused_without_a_trace() {
        for (String line : List.of(
                "GET /v1/articles/<x> HTTP/1.1",
                "GET /v1/%zz HTTP/1.1",
                "GET /v1/" + "x".repeat(40_000) + " HTTP/1.1")) {
            String answer = RawHttp.send(node.port(), line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(line.substring(0, 20)).startsWith("HTTP/1.1 4");
            assertThat(answer).doesNotContain("Exception", "org.apache", "Tomcat");
        }
    }

    @Test
    void nothing_was_done_by_halves() {
        TestPerson bob = TestPerson.named("bob");
        new TestPerson(bob.username(), bob.email(), "short").register(api).is(400);
        new TestPerson("a/b", bob.email(), bob.password()).register(api).is(400);
        bob.register(api).is(201);
        draftWith("featured_image", "\0").is(400);
        assertThat(api.get(Paths.articlesOf(ada.person())).send().text()).isEqualTo("{}");
    }

    private ApiAnswer draftWith(String field, String value) {
        Map<String, String> draft = new HashMap<>(draft());
        draft.put(field, value);
        return ada.post("/articles").json(draft).send();
    }

    private ApiAnswer registrationWith(String field, String value) {
        Map<String, String> registration = new HashMap<>(registration());
        registration.put(field, value);
        return api.post("/accounts/register").json(registration).send();
    }

    private static Map<String, String> draft() {
        return Map.of(
                "title", "placeholder-title",
                "body", "placeholder-body",
                "meta_description", "placeholder-meta_description",
                "featured_image", "placeholder-featured_image");
    }

    private static Map<String, String> registration() {
        TestPerson person = TestPerson.named("eve");
        return Map.of("email", person.email(), "password", person.password(), "username", person.username());
    }
}
