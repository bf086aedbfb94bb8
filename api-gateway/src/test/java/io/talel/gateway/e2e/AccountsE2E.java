package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Section 3 of the contract. */
@Tag("port")
class AccountsE2E {

    private final Api api = GatewayNode.shared().api();

    @Test
    void a_person_registers() {
        TestPerson ada = TestPerson.named("ada");
        ApiAnswer answer = ada.register(api).is(201);
        JsonNode account = answer.json().path("account");
        JsonNode user = answer.json().path("user");
        assertThat(answer.keys()).containsExactly("account", "user");
        assertThat(answer.keys("account"))
                .containsExactlyInAnyOrder("id", "created_at", "updated_at", "email", "verified");
        assertThat(answer.keys("user")).containsExactlyInAnyOrder("id", "username", "location", "avatar_url");
        assertThat(account.path("email").asString()).isEqualTo(ada.email());
        assertThat(account.path("verified").asBoolean(true)).isFalse();
        assertThat(account.path("updated_at")).isEqualTo(account.path("created_at"));
        assertThat(user.path("username").asString()).isEqualTo(ada.username());
        assertThat(user.path("location").asString()).isEmpty();
        assertThat(user.path("avatar_url").asString()).isEqualTo("default.jpg");
        assertThat(account.path("id")).isEqualTo(user.path("id"));
    }

    @Test
    void ids_grow() {
        long first = TestPerson.named("ada")
                .register(api)
                .json()
                .path("user")
                .path("id")
                .asLong();
        long second = TestPerson.named("bob")
                .register(api)
                .json()
                .path("user")
                .path("id")
                .asLong();
        assertThat(first).isPositive();
        assertThat(second).isGreaterThan(first);
    }

    @Test
    void a_taken_email_is_refused_before_a_taken_username() {
        TestPerson ada = TestPerson.named("ada");
        ada.register(api).is(201);
        ada.register(api).isBadRequest("Account with the email '" + ada.email() + "' already exists");
    }

    @Test
    void a_taken_username_is_refused() {
        TestPerson ada = TestPerson.named("ada");
        ada.register(api).is(201);
        new TestPerson(ada.username(), "other-" + ada.email(), ada.password())
                .register(api)
                .isBadRequest("Account with the username '" + ada.username() + "' already exists");
    }

    @Test
    void a_refused_registration_leaves_email_and_username_free() {
        TestPerson ada = TestPerson.named("ada");
        TestPerson bob = TestPerson.named("bob");
        ada.register(api).is(201);
        new TestPerson(ada.username(), bob.email(), bob.password())
                .register(api)
                .is(400);
        new TestPerson(bob.username(), ada.email(), bob.password())
                .register(api)
                .is(400);
        bob.register(api).is(201);
        bob.logIn(api);
    }

    @Test
    void a_username_may_have_twenty_characters() {
        String twenty = "%-20s".formatted(TestPerson.named("u").username()).replace(' ', 'x');
        new TestPerson(twenty, twenty + "@example.org", "correct horse battery")
                .register(api)
                .is(201);
        new TestPerson(twenty + "y", twenty + "y@example.org", "correct horse battery")
                .register(api)
                .isBadRequestNaming("username");
    }

    @Test
    void a_username_in_another_alphabet_is_found_again() {
        TestPerson anna = new TestPerson(
                "Анна " + TestPerson.named("").username(),
                TestPerson.named("anna").email(),
                "correct horse battery");
        anna.register(api).is(201);
        ApiSession session = anna.logIn(api);
        session.publish("Привет", "");
        assertThat(api.get(Paths.articlesOf(anna)).send().is(200).text("user", "username"))
                .isEqualTo(anna.username());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "1234567"})
    void a_short_password_is_refused_with_the_name_of_the_field(String password) {
        TestPerson ada = TestPerson.named("ada");
        new TestPerson(ada.username(), ada.email(), password).register(api).isBadRequestNaming("password");
    }

    @Test
    void a_common_or_endless_password_is_refused_with_the_name_of_the_field() {
        TestPerson ada = TestPerson.named("ada");
        for (String password : List.of("password", "12345678", "x".repeat(257))) {
            new TestPerson(ada.username(), ada.email(), password).register(api).isBadRequestNaming("password");
        }
        new TestPerson(ada.username(), ada.email(), "xyz ".repeat(64))
                .register(api)
                .is(201);
    }

    @Test
    void a_person_logs_in() {
        TestPerson ada = TestPerson.named("ada");
        ada.register(api).is(201);
        ApiAnswer answer = api.post("/accounts/login")
                .json(Map.of("email", ada.email(), "password", ada.password()))
                .send()
                .is(200);
        assertThat(answer.keys()).containsExactly("access_token");
        assertThat(answer.header("Set-Cookie"))
                .startsWith("refresh_token=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/v1/accounts")
                .doesNotContain("Domain")
                .doesNotContain("Secure");
    }

    @Test
    void a_wrong_password_and_an_unknown_email_look_the_same() {
        TestPerson ada = TestPerson.named("ada");
        ada.register(api).is(201);
        for (String email : List.of(ada.email(), "nobody@example.org", "not an address", "")) {
            api.post("/accounts/login")
                    .json(Map.of("email", email, "password", "wrong horse battery"))
                    .send()
                    .isError(401, "Unauthorized", "Invalid username or password");
        }
    }

    @Test
    void emails_differ_in_case() {
        TestPerson ada = TestPerson.named("ada");
        ada.register(api).is(201);
        api.post("/accounts/login")
                .json(Map.of("email", ada.email().replace("ada", "Ada"), "password", ada.password()))
                .send()
                .isError(401, "Unauthorized", "Invalid username or password");
    }

    @Test
    void the_refresh_cookie_gives_a_new_access_token() {
        ApiSession ada = TestPerson.signedIn(api, "ada");
        ApiAnswer answer = ada.refresh().is(200);
        assertThat(answer.keys()).containsExactly("access_token");
        api.post("/articles").token(answer.text("access_token")).send().isBadRequest("Missing request body");
    }

    @Test
    void a_refresh_needs_no_media_type_and_takes_any() {
        ApiSession ada = TestPerson.signedIn(api, "ada");
        api.post("/accounts/token")
                .header("Cookie", "other=1; refresh_token=" + ada.refreshToken())
                .header("Content-Type", "text/plain")
                .send()
                .is(200);
    }

    @Test
    void two_tabs_refresh_at_once() throws InterruptedException {
        ApiSession ada = TestPerson.signedIn(api, "ada");
        List<ApiAnswer> answers = Concurrently.run(2, _ -> ada.refresh());
        assertThat(answers).allSatisfy(answer -> answer.is(200));
        assertThat(answers)
                .extracting(answer -> answer.cookie("refresh_token"))
                .containsOnly(answers.getFirst().cookie("refresh_token"));
    }

    @Test
    void a_chain_of_refreshes_goes_on() {
        ApiSession session = TestPerson.signedIn(api, "ada");
        for (int i = 0; i < 5; i++) {
            ApiAnswer answer = session.refresh().is(200);
            session =
                    new ApiSession(api, session.person(), answer.text("access_token"), answer.cookie("refresh_token"));
        }
        session.logOut().is(200);
    }

    @Test
    void a_missing_refresh_cookie_is_a_bad_request() {
        api.post("/accounts/token").send().is(400);
        api.post("/accounts/token").header("Cookie", "other=1").send().is(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not base64url, is it", "..", "äöü"})
    void a_refresh_cookie_of_another_shape_is_a_bad_request(String cookie) {
        api.post("/accounts/token")
                .header("Cookie", "refresh_token=" + cookie)
                .send()
                .is(400);
    }

    @Test
    void a_refresh_token_that_is_too_long_or_too_short_is_a_bad_request() {
        String token = TestPerson.signedIn(api, "ada").refreshToken();
        for (String other : List.of(token + "A", token.substring(1))) {
            api.post("/accounts/token")
                    .header("Cookie", "refresh_token=" + other)
                    .send()
                    .is(400);
        }
    }

    @Test
    void an_unknown_refresh_token_is_unauthorised_and_ends_nothing() {
        ApiSession ada = TestPerson.signedIn(api, "ada");
        String token = ada.refreshToken();
        String unknown = token.substring(0, token.length() - 1) + (token.endsWith("A") ? "B" : "A");
        api.post("/accounts/token")
                .header("Cookie", "refresh_token=" + unknown)
                .send()
                .isError(401, "Unauthorized", "No stored refresh token for user");
        ada.refresh().is(200);
    }

    @Test
    void a_person_logs_out_once() {
        ApiSession ada = TestPerson.signedIn(api, "ada");
        ApiAnswer answer = ada.logOut().is(200);
        assertThat(answer.keys()).containsExactly("message");
        assertThat(answer.text("message")).isEqualTo("Successfully logged out");
        ada.logOut().isError(409, "Conflict", "No token to delete");
        ada.refresh().isError(401, "Unauthorized", "No stored refresh token for user");
    }

    @Test
    @Tag("timed")
    void access_tokens_end_with_their_session() {
        ApiSession ada = TestPerson.signedIn(api, "ada");
        ada.logOut().is(200);
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> ada.post("/articles").send().is(403));
    }

    @Test
    void logging_out_on_one_device_leaves_the_other_alone() {
        ApiSession laptop = TestPerson.signedIn(api, "ada");
        ApiSession phone = laptop.person().logIn(api);
        laptop.logOut().is(200);
        phone.refresh().is(200);
        phone.publish("From the phone", "");
    }
}
