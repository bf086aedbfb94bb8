package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A person changes their password, or sets a new one because they have forgotten it. */
class PasswordsE2E {

    private static final String NEW = "another horse, another battery";
    private static final String CHANGED = "Your password was changed";
    private static final String RESET = "Set a new password";

    private final Api api = GatewayNode.shared().api();

    @Test
    void a_changed_password_ends_the_other_sessions_and_is_notified_by_mail() {
        ApiSession here = TestPerson.signedIn(api, "ada");
        TestPerson ada = here.person();
        ApiSession there = ada.logIn(api);
        assertThat(change(here, ada.password(), NEW, "").is(200).text("message"))
                .isEqualTo("Password changed");
        logIn(ada, ada.password()).is(401);
        logIn(ada, NEW).is(200);
        there.refresh().is(401);
        here.refresh().is(200);
        assertThat(TestOutbox.SHARED.await(ada.email(), CHANGED).text()).doesNotContain("http");
    }

    @Test
    void the_other_sessions_go_on_if_they_are_to() {
        ApiSession here = TestPerson.signedIn(api, "ada");
        ApiSession there = here.person().logIn(api);
        change(here, here.person().password(), NEW, "?end_other_sessions=false").is(200);
        there.refresh().is(200);
    }

    @Test
    void to_change_it_takes_the_present_one_and_one_that_may_be_chosen() {
        ApiSession session = TestPerson.signedIn(api, "ada");
        String present = session.person().password();
        change(session, "not the password", NEW, "").isError(401, "Unauthorized", "Invalid password");
        change(session, "x".repeat(5_000), NEW, "").isBadRequestNaming("current_password");
        change(session, present, "short", "").isBadRequestNaming("new_password");
        change(session, present, "password1234", "").isBadRequestNaming("new_password");
        change(session, present, NEW, "?end_other_sessions=maybe").isBadRequestNaming("end_other_sessions");
        api.post("/accounts/password").json(Map.of()).send().isForbidden("No authorization header provided");
        logIn(session.person(), present).is(200);
    }

    @Test
    void failed_log_ins_of_strangers_do_not_block_a_change_of_the_password() {
        ApiSession session = TestPerson.signedIn(api, "ada");
        String id = api.get("/accounts/me")
                .token(session.accessToken())
                .send()
                .json()
                .at("/account/id")
                .asString();
        TestPerson stranger = new TestPerson("stranger", "user-" + id, "wrong");
        for (int i = 0; i < 10; i++) {
            logIn(stranger, "wrong").is(401);
        }
        logIn(stranger, "wrong").is(429);
        change(session, session.person().password(), NEW, "").is(200);
    }

    @Test
    void a_forgotten_password_is_replaced_by_the_link_in_a_mail_once() {
        ApiSession session = TestPerson.signedIn(api, "ada");
        TestPerson ada = session.person();
        String link = linkFor(ada);
        ApiAnswer page = api.get(link).send().is(200);
        assertThat(page.text()).contains("name=\"password\"").doesNotContain("<script");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .satisfies(policy ->
                        assertThat(policy).contains("default-src 'none'").contains("form-action 'self'"));
        assertThat(send(link, "short").is(400).text()).contains("must be at least 8 characters long");
        assertThat(send(link, NEW).is(200).text()).contains("Password set");
        logIn(ada, ada.password()).is(401);
        logIn(ada, NEW).is(200);
        session.refresh().is(401);
        Awaitility.await().untilAsserted(() -> session.post("/articles").send().isForbidden("Session has ended"));
        send(link, "a third horse, a third battery").is(410);
        api.get(link).send().is(410);
        TestOutbox.SHARED.await(ada.email(), CHANGED);
    }

    @Test
    void a_password_reset_by_mail_confirms_the_address() {
        try (GatewayNode strict = GatewayNode.with(Map.of("REQUIRE_VERIFIED_EMAIL", "true"))) {
            TestPerson ada = TestPerson.named("ada");
            ada.register(strict.api()).is(201);
            forgotten(strict.api(), ada.email());
            String link = TestOutbox.SHARED.await(ada.email(), RESET).path();
            strict.api().post(link).json(Map.of("password", NEW)).send().is(200);
            strict.api()
                    .post("/accounts/login")
                    .json(Map.of("email", ada.email(), "password", NEW))
                    .send()
                    .is(200);
        }
    }

    @Test
    void a_password_that_is_set_is_set_even_if_the_address_cannot_be_confirmed_with_it() {
        PostgresDatabase database = SharedServers.newDatabase();
        try (GatewayNode node = GatewayNode.on(database, Map.of())) {
            TestPerson ada = TestPerson.named("ada");
            ada.register(node.api()).is(201);
            JdbcClient.create(new DriverManagerDataSource(
                            database.jdbcUrl(), database.ownerUser(), database.ownerPassword()))
                    .sql("ALTER TABLE event_store.domain_event ADD CHECK (event_name <> 'EmailConfirmed')")
                    .update();
            forgotten(node.api(), ada.email());
            node.api()
                    .post(TestOutbox.SHARED.await(ada.email(), RESET).path())
                    .json(Map.of("password", NEW))
                    .send()
                    .is(200);
            new TestPerson(ada.username(), ada.email(), NEW).logIn(node.api());
        }
    }

    @Test
    void the_answer_does_not_reveal_whether_an_account_exists() {
        TestPerson ada = TestPerson.named("ada");
        ada.register(api).is(201);
        assertThat(forgotten(api, ada.email()).text())
                .isEqualTo(forgotten(api, "nobody@example.org").text());
        assertThat(forgotten(api, "no address").text())
                .isEqualTo(forgotten(api, "nobody@example.org").text());
    }

    @Test
    void a_changed_password_or_the_link_of_another_purpose_is_of_no_use() {
        ApiSession session = TestPerson.signedIn(api, "ada");
        String link = linkFor(session.person());
        change(session, session.person().password(), NEW, "").is(200);
        api.post(link)
                .json(Map.of("password", "a third horse, a third battery"))
                .send()
                .isError(410, "Gone", "The link was used already, or is no longer the latest");
        String confirmation = TestOutbox.SHARED
                .await(session.person().email(), "Confirm your e-mail address")
                .path();
        api.post(confirmation.replace("/verify/", "/reset/"))
                .json(Map.of("password", NEW))
                .send()
                .isBadRequest("The link is not complete, or not one of ours");
    }

    private String linkFor(TestPerson person) {
        forgotten(api, person.email());
        return TestOutbox.SHARED.await(person.email(), RESET).path();
    }

    private static ApiAnswer forgotten(Api api, String email) {
        return api.post("/accounts/password/forgotten")
                .json(Map.of("email", email))
                .send()
                .is(202);
    }

    private ApiAnswer send(String link, String password) {
        String form = "password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
        return api.post(link)
                .body("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private static ApiAnswer change(ApiSession session, String current, String chosen, String query) {
        return session.post("/accounts/password" + query)
                .json(Map.of("current_password", current, "new_password", chosen))
                .send();
    }

    private ApiAnswer logIn(TestPerson person, String password) {
        return api.post("/accounts/login")
                .json(Map.of("email", person.email(), "password", password))
                .send();
    }
}
