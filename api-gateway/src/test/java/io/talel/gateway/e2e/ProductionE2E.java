package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The differences with {@code ENV=production} and a whitelist of e-mails. */
class ProductionE2E {

    private static final TestPerson ADA = new TestPerson("ada", "ada@example.org", "correct horse battery");
    private static final TestPerson BOB = new TestPerson("bob", "bob@example.org", "correct horse battery");

    private static GatewayNode node;

    @BeforeAll
    static void a_node_in_production() {
        node = GatewayNode.with(Map.of(
                "ENV", "production", "TRUSTED_PROXIES", "none", "WHITELISTED_EMAILS", ADA.email() + "," + BOB.email()));
        ADA.register(node.api()).is(201);
    }

    @AfterAll
    static void it_stops() {
        node.close();
    }

    @Test
    void the_refresh_cookie_is_for_https_only() {
        ApiAnswer answer = node.api()
                .post("/accounts/login")
                .json(Map.of("email", ADA.email(), "password", ADA.password()))
                .send()
                .is(200);
        assertThat(answer.header("Set-Cookie")).contains("; Secure").contains("HttpOnly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ","})
    void a_node_that_is_not_told_of_its_proxies_does_not_start_and_says_what_to_set(String proxies) throws IOException {
        long before = Files.size(GatewayNode.LOG);
        assertThatThrownBy(() -> GatewayNode.with(Map.of("ENV", "production", "TRUSTED_PROXIES", proxies)))
                .hasMessageContaining("TRUSTED_PROXIES must be set in production");
        assertThat(Files.readString(GatewayNode.LOG).substring((int) before))
                .contains("TRUSTED_PROXIES must be set in production", "or to 'none' if clients")
                .doesNotContain("\tat ");
    }

    @Test
    void a_proxy_that_is_none_is_no_proxy() {
        ApiSession ada = ADA.logIn(node.api());
        assertThat(node.api()
                        .post("/accounts/login")
                        .header("X-Forwarded-For", "192.0.2.7")
                        .json(Map.of("email", ADA.email(), "password", ADA.password()))
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(node.api()
                        .get("/accounts/sessions")
                        .token(ada.accessToken())
                        .send()
                        .is(200)
                        .json()
                        .findValuesAsString("network"))
                .containsOnly("127.0.0.0/24");
    }

    @Test
    void browsers_are_told_never_to_come_without_tls() {
        assertThat(node.api().get("/health").send().header("Strict-Transport-Security"))
                .isEqualTo("max-age=31536000; includeSubDomains");
        assertThat(node.api().get("/nowhere").send().is(404).header("Strict-Transport-Security"))
                .isNotEmpty();
    }

    @Test
    void the_origins_of_the_web_client_are_allowed_and_that_of_development_is_not() {
        assertThat(allowed("https://www.talel.io")).isEqualTo("https://www.talel.io");
        assertThat(allowed("https://talel.io")).isEqualTo("https://talel.io");
        assertThat(allowed("http://talel.io")).isEmpty();
        assertThat(allowed("http://127.0.0.1:3000")).isEmpty();
    }

    @Test
    void images_have_public_addresses() {
        ApiAnswer answer = ADA.logIn(node.api())
                .upload(new Multipart().file("image", "a.png", "image/png", Pictures.PNG))
                .is(200);
        assertThat(answer.json().at("/image_objects_urls/0").asString())
                .startsWith("https://api.talel.io/v1/users/ada/images/a_");
    }

    @Test
    void an_email_that_is_not_on_the_list_is_refused_before_anything_else_is_looked_at() {
        new TestPerson("ada", "eve@example.org", "correct horse battery")
                .register(node.api())
                .isBadRequest("Email not whitelisted");
    }

    @Test
    void an_email_on_the_list_may_register() {
        BOB.register(node.api()).is(201);
        BOB.register(node.api()).isBadRequest("Account with the email 'bob@example.org' already exists");
    }

    private static String allowed(String origin) {
        return node.api().get("/health").header("Origin", origin).send().header("Access-Control-Allow-Origin");
    }
}
