package io.talel.gateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The own account and the public profile. */
class ProfileE2E {

    private static final String NOT_ONES_OWN = "'avatar_url' must be the address of an image that you uploaded";

    private final GatewayNode node = GatewayNode.shared();
    private final Api api = node.api();
    private final ApiSession ada = TestPerson.signedIn(api, "ada");

    @Test
    void a_user_is_shown_to_everybody() {
        ada.publish("First", "");
        ada.publish("Second", "");

        ApiAnswer page = page(ada).is(200);

        assertThat(page.keys()).containsExactly("user");
        assertThat(page.keys("user"))
                .containsExactly("id", "username", "location", "avatar_url", "created_at", "articles");
        assertThat(page.text("user", "username")).isEqualTo(ada.person().username());
        assertThat(page.text("user", "location")).isEmpty();
        assertThat(page.text("user", "avatar_url")).isEqualTo("default.jpg");
        assertThat(page.text("user", "created_at")).endsWith("Z");
        assertThat(page.json().at("/user/articles").intValue()).isEqualTo(2);
        assertThat(page.header("ETag")).startsWith("\"0-");
        assertThat(api.get("/users/" + ada.person().username())
                        .header("If-None-Match", page.header("ETag"))
                        .send()
                        .is(304)
                        .body())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "deleted user"})
    void an_unknown_user_is_not_shown(String username) {
        api.get("/users/" + username.replace(" ", "%20"))
                .send()
                .isError(404, "Not Found", "User with username '" + username + "' does not exist");
    }

    @Test
    void an_own_account_is_shown_as_it_was_registered() {
        ApiAnswer account = account(ada).is(200);

        assertThat(account.keys("account"))
                .containsExactly("id", "created_at", "updated_at", "email", "verified", "pending_email");
        assertThat(account.text("account", "email")).isEqualTo(ada.person().email());
        assertThat(account.json().at("/account/verified").booleanValue()).isFalse();
        assertThat(account.json().at("/account/pending_email").isNull()).isTrue();
        assertThat(account.keys("user")).containsExactly("id", "username", "location", "avatar_url");
        assertThat(account.text("user", "username")).isEqualTo(ada.person().username());
    }

    @Test
    void a_location_is_changed_and_seen_at_once() {
        ApiAnswer changed = change(ada, Map.of("location", "London")).is(200);

        assertThat(changed.text("user", "location")).isEqualTo("London");
        assertThat(changed.text("account", "updated_at")).isGreaterThan(changed.text("account", "created_at"));
        assertThat(changed.header("ETag")).startsWith("\"1-");
        assertThat(account(ada).json()).isEqualTo(changed.json());
        assertThat(page(ada).text("user", "location")).isEqualTo("London");
        String slug = ada.publish("From London", "");
        assertThat(api.get("/articles/" + slug).send().text("user", "location")).isEqualTo("London");
    }

    @Test
    void what_is_as_it_was_changes_nothing() {
        change(ada, Map.of("location", "London")).is(200);
        Map<String, Object> same = Map.of(
                "username",
                ada.person().username(),
                "location",
                "London",
                "avatar_url",
                "default.jpg",
                "email",
                ada.person().email());

        assertThat(change(ada, same).is(200).header("ETag")).startsWith("\"1-");
    }

    @Test
    void an_uploaded_image_becomes_the_picture_and_is_taken_away_again() {
        String url = image(ada);

        assertThat(change(ada, Map.of("avatar_url", url)).is(200).text("user", "avatar_url"))
                .isEqualTo(url);
        api.follow(page(ada).text("user", "avatar_url")).is(200);

        assertThat(change(ada, Map.of("avatar_url", "")).is(200).text("user", "avatar_url"))
                .isEqualTo("default.jpg");
        assertThat(page(ada).text("user", "avatar_url")).isEqualTo("default.jpg");
    }

    @Test
    void a_picture_has_to_be_ones_own() {
        ApiSession bob = TestPerson.signedIn(api, "bob");
        String url = image(bob);

        change(ada, Map.of("avatar_url", url)).isBadRequest(NOT_ONES_OWN);
        change(
                        ada,
                        Map.of(
                                "avatar_url",
                                url.replace(
                                        bob.person().username(), ada.person().username())))
                .isBadRequest(NOT_ONES_OWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/ada.jpg",
                "nobody.jpg",
                " ",
                "{own}",
                "{own}nothing.jpg",
                "{own}%zz.jpg",
                "{own}..%2F..%2Fbob%2Fimages%2Fx.jpg"
            })
    void what_is_no_address_of_an_image_is_refused(String address) {
        String own =
                "http://127.0.0.1:" + node.port() + "/v1/users/" + ada.person().username() + "/images/";

        change(ada, Map.of("avatar_url", address.replace("{own}", own))).isBadRequest(NOT_ONES_OWN);
    }

    @Test
    void another_address_waits_for_its_confirmation() {
        String wanted = "new." + ada.person().email();

        ApiAnswer changed = change(
                        ada, Map.of("email", wanted, "password", ada.person().password()))
                .is(200);

        assertThat(changed.text("account", "pending_email")).isEqualTo(wanted);
        assertThat(changed.text("account", "email")).isEqualTo(ada.person().email());
        ada.person().logIn(api);
        assertThat(change(ada, Map.of("email", wanted)).is(200).header("ETag")).startsWith("\"1-");
    }

    @Test
    void the_present_address_takes_a_request_back() {
        change(
                        ada,
                        Map.of(
                                "email",
                                "new." + ada.person().email(),
                                "password",
                                ada.person().password()))
                .is(200);

        ApiAnswer kept = change(ada, Map.of("email", ada.person().email(), "location", "London"))
                .is(200);
        assertThat(kept.text("account", "pending_email"))
                .isEqualTo("new." + ada.person().email());

        ApiAnswer back = change(
                        ada,
                        Map.of(
                                "email",
                                ada.person().email(),
                                "password",
                                ada.person().password()))
                .is(200);

        assertThat(back.json().at("/account/pending_email").isNull()).isTrue();
    }

    @Test
    void another_address_takes_the_password() {
        String wanted = "new." + ada.person().email();

        change(ada, Map.of("email", wanted)).isBadRequest("Expected 'password' key");
        change(ada, Map.of("email", wanted, "password", "wrong horse battery", "location", "London"))
                .isError(401, "Unauthorized", "Invalid password");

        assertThat(account(ada).header("ETag")).startsWith("\"0-");
    }

    @Test
    void an_address_of_somebody_else_is_refused_and_nothing_else_is_changed() {
        ApiSession bob = TestPerson.signedIn(api, "bob");
        String email = bob.person().email();

        change(ada, Map.of("email", email, "password", ada.person().password(), "location", "London"))
                .isBadRequest("Account with the email '" + email + "' already exists");

        assertThat(account(ada).header("ETag")).startsWith("\"0-");
    }

    @Test
    void an_address_that_may_not_register_may_not_be_changed_to() {
        try (GatewayNode picky = GatewayNode.besideShared(Map.of("WHITELISTED_EMAILS", "eve@example.org"))) {
            change(
                            ada.at(picky.api()),
                            Map.of(
                                    "email",
                                    "new@example.org",
                                    "password",
                                    ada.person().password()))
                    .isBadRequest("Email not whitelisted");

            change(
                            ada,
                            Map.of(
                                    "email",
                                    "new@example.org",
                                    "password",
                                    ada.person().password()))
                    .is(200);
            assertThat(change(
                                    ada.at(picky.api()),
                                    Map.of(
                                            "email",
                                            ada.person().email(),
                                            "password",
                                            ada.person().password()))
                            .is(200)
                            .json()
                            .at("/account/pending_email")
                            .isNull())
                    .isTrue();
        }
    }

    @Test
    void a_username_stays() {
        change(ada, Map.of("username", "lovelace")).isBadRequest("'username' cannot be changed");
    }

    @ParameterizedTest
    @CsvSource({"location, 7", "avatar_url, 7", "email, true", "password, []", "username, {}"})
    void values_have_to_be_texts(String field, String value) {
        patch(ada)
                .body("application/json", "{\"%s\": %s}".formatted(field, value).getBytes(UTF_8))
                .send()
                .isBadRequestNaming(field);
    }

    @Test
    void values_are_judged_before_anything_is_changed() {
        change(ada, Map.of("location", "x".repeat(101))).isBadRequestNaming("location");
        change(ada, Map.of("location", "London", "email", "no address", "password", "x"))
                .isBadRequestNaming("email");
        change(ada, Map.of()).isBadRequest("Missing request body");
        assertThat(change(ada, Map.of("shoe_size", "36")).is(200).header("ETag"))
                .startsWith("\"0-");
    }

    @Test
    void an_account_is_not_shown_or_changed_without_a_token() {
        api.get("/accounts/me").send().isForbidden("No authorization header provided");
        api.request("PATCH", "/accounts/me")
                .json(Map.of("location", "London"))
                .send()
                .isForbidden("No authorization header provided");
    }

    private ApiAnswer page(ApiSession of) {
        return api.get("/users/" + of.person().username()).send();
    }

    private ApiAnswer account(ApiSession of) {
        return api.get("/accounts/me").token(of.accessToken()).send();
    }

    private static ApiAnswer change(ApiSession by, Map<String, ?> change) {
        return patch(by).json(change).send();
    }

    private static Api.Request patch(ApiSession by) {
        return by.api().request("PATCH", "/accounts/me").token(by.accessToken());
    }

    private static String image(ApiSession of) {
        return of.upload(new Multipart().file("image", "Ada.png", "image/png", Pictures.PNG))
                .is(200)
                .json()
                .at("/image_objects_urls/0")
                .asString();
    }
}
