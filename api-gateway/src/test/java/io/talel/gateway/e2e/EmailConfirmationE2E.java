package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A user registers and confirms the address by the link in the mail. */
class EmailConfirmationE2E {

    private static final String SUBJECT = "Confirm your e-mail address";
    private static final String NEW = "another horse, another battery";

    private final Api api = GatewayNode.shared().api();

    @Test
    void the_link_and_its_button_confirm_the_address() {
        String link = linkOf(registered("ada"));
        ApiAnswer page = api.get(link).send().is(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.text()).contains("<form method=\"post\">").doesNotContain("<script");
        assertThat(api.post(link).send().is(200).text()).contains("E-mail address confirmed");
    }

    @Test
    void opening_a_link_changes_nothing_and_a_second_use_is_refused() {
        String link = linkOf(registered("ada"));
        api.get(link).send().is(200);
        api.get(link).send().is(200);
        api.post(link).send().is(200);
        api.post(link).send().is(410);
        assertThat(api.get(link).send().is(410).text()).contains("was used already");
        json(api.post(link)).isError(410, "Gone", "The link was used already, or is no longer the latest");
    }

    @Test
    void programs_are_answered_in_json() {
        String link = linkOf(registered("ada"));
        assertThat(json(api.get(link)).is(200).text("message")).isEqualTo("Confirm your e-mail address");
        assertThat(json(api.post(link)).is(200).text("message")).isEqualTo("E-mail address confirmed");
    }

    @Test
    void a_link_with_another_sign_is_not_one_of_ours() {
        String link = linkOf(registered("ada"));
        char last = link.charAt(link.length() - 1);
        String broken = link.substring(0, link.length() - 1) + (last == 'A' ? 'B' : 'A');
        json(api.post(broken)).isBadRequest("The link is not complete, or not one of ours");
        json(api.get("/accounts/verify/" + "a".repeat(88)))
                .isBadRequest("The link is not complete, or not one of ours");
        assertThat(api.get("/accounts/verify/short").send().is(400).text()).contains("This link does not work");
        api.post(link).send().is(200);
    }

    @Test
    void the_link_is_sent_again_on_request_and_the_first_one_works_too() {
        TestPerson ada = registered("ada");
        String link = linkOf(ada);
        ApiAnswer unknown = resend("nobody@example.org");
        assertThat(resend(ada.email()).text()).isEqualTo(unknown.text());
        TestOutbox.SHARED.awaitCount(ada.email(), 2);
        api.post(link).send().is(200);
    }

    @Test
    void only_the_right_password_reveals_that_the_address_must_be_confirmed() {
        try (GatewayNode strict = GatewayNode.with(Map.of("REQUIRE_VERIFIED_EMAIL", "true"))) {
            TestPerson ada = TestPerson.named("ada");
            ada.register(strict.api()).is(201);
            logIn(strict, ada, "not the password").is(401);
            logIn(strict, ada, ada.password()).isForbidden("Email not verified");
            strict.api().post(linkOf(ada)).send().is(200);
            logIn(strict, ada, ada.password()).is(200);
        }
    }

    @Test
    void another_address_takes_the_place_of_the_first_once_it_is_confirmed_and_both_are_told() {
        ApiSession session = TestPerson.signedIn(api, "ada");
        TestPerson ada = session.person();
        TestPerson moved = new TestPerson(ada.username(), "new." + ada.email(), ada.password());
        change(session, moved.email(), ada.password()).is(200);
        Mail told = TestOutbox.SHARED.await(ada.email(), "Your e-mail address is to be changed");
        assertThat(told.text()).doesNotContain("http").doesNotContain(moved.email());
        Mail asked = TestOutbox.SHARED.await(moved.email(), "Confirm your new e-mail address");
        logIn(GatewayNode.shared(), moved, moved.password()).is(401);
        api.post(asked.path()).send().is(200);
        logIn(GatewayNode.shared(), moved, moved.password()).is(200);
        logIn(GatewayNode.shared(), ada, ada.password()).is(401);
        api.post(linkOf(ada)).send().is(410);
        api.post(asked.path()).send().is(410);
    }

    @Test
    void a_request_for_another_address_ends_with_a_change_of_the_password() {
        ApiSession session = TestPerson.signedIn(api, "ada");
        TestPerson ada = session.person();
        String thief = "thief." + ada.email();
        change(session, thief, ada.password()).is(200);
        String link = TestOutbox.SHARED
                .await(thief, "Confirm your new e-mail address")
                .path();
        api.get(link).send().is(200);
        session.post("/accounts/password")
                .json(Map.of("current_password", ada.password(), "new_password", NEW))
                .send()
                .is(200);
        api.get(link).send().is(410);
        json(api.post(link)).isError(410, "Gone", "The link was used already, or is no longer the latest");
        assertThat(session.get("/accounts/me").send().is(200).text()).contains("\"pending_email\":null");
        api.post(linkOf(ada)).send().is(200);
    }

    @Test
    void an_earlier_request_that_was_not_mailed_yet_is_dropped_too() {
        PostgresDatabase database = SharedServers.newDatabase();
        try (GatewayNode node = GatewayNode.on(database, Map.of())) {
            JdbcClient owner = JdbcClient.create(
                    new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
            // Without a position it begins at the end of the log.
            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            number(owner, "SELECT count(*) FROM auth.event_position WHERE owner IS NOT NULL") == 2);
            ApiSession session = TestPerson.signedIn(node.api(), "ada");
            TestPerson ada = session.person();
            String thief = "thief." + ada.email();
            owner.sql("ALTER TABLE auth.mail ADD CONSTRAINT stuck CHECK (kind <> 'CONFIRM_EMAIL_CHANGE')")
                    .update();
            change(session, thief, ada.password()).is(200);
            node.api()
                    .post("/accounts/password/forgotten")
                    .json(Map.of("email", ada.email()))
                    .send()
                    .is(202);
            node.api()
                    .post(TestOutbox.SHARED
                            .await(ada.email(), "Set a new password")
                            .path())
                    .json(Map.of("password", NEW))
                    .send()
                    .is(200);

            owner.sql("ALTER TABLE auth.mail DROP CONSTRAINT stuck").update();

            TestOutbox.SHARED.await(ada.email(), "Your e-mail address is to be changed");
            assertThat(TestOutbox.SHARED.mailsTo(thief)).isEmpty();
            logIn(node, ada, NEW).is(200);
        }
    }

    @Test
    void after_a_change_of_the_password_the_new_one_gets_a_link_to_another_address() {
        ApiSession session = TestPerson.signedIn(api, "ada");
        TestPerson ada = session.person();
        session.post("/accounts/password")
                .json(Map.of("current_password", ada.password(), "new_password", NEW))
                .send()
                .is(200);
        String wanted = "new." + ada.email();
        change(session, wanted, NEW).is(200);
        api.post(TestOutbox.SHARED
                        .await(wanted, "Confirm your new e-mail address")
                        .path())
                .send()
                .is(200);
    }

    @Test
    void the_link_to_another_address_is_sent_again_after_the_password() {
        ApiSession session = TestPerson.signedIn(api, "ada");
        TestPerson ada = session.person();
        String wanted = "new." + ada.email();
        change(session, wanted, ada.password()).is(200);
        TestOutbox.SHARED.awaitCount(wanted, 1);
        change(session, wanted, "wrong").is(401);
        change(session, wanted, ada.password()).is(200);
        TestOutbox.SHARED.awaitCount(wanted, 2);
        api.post(TestOutbox.SHARED.mailsTo(wanted).getLast().path()).send().is(200);
    }

    @Test
    void a_request_that_is_refused_sends_no_link_again() {
        ApiSession session = TestPerson.signedIn(api, "ada");
        TestPerson ada = session.person();
        String wanted = "new." + ada.email();
        change(session, wanted, ada.password()).is(200);
        TestOutbox.SHARED.awaitCount(wanted, 1);

        session.request("PATCH", "/accounts/me")
                .json(Map.of("email", wanted, "password", ada.password(), "avatar_url", "https://example.org/ada.jpg"))
                .send()
                .is(400);
        useUpChanges(session);
        session.request("PATCH", "/accounts/me")
                .json(Map.of("email", wanted, "password", ada.password(), "location", "Elsewhere"))
                .send()
                .is(429);

        JdbcClient database = Erasures.log(GatewayNode.shared());
        assertThat(number(
                        database,
                        "SELECT count(*) FROM auth.mail WHERE kind = 'CONFIRM_EMAIL_CHANGE' AND user_id = "
                                + Erasures.id(session).value()))
                .isEqualTo(1);
    }

    @Test
    void a_page_tells_the_second_of_two_users_that_the_address_is_taken() {
        ApiSession ada = TestPerson.signedIn(api, "ada");
        ApiSession bob = TestPerson.signedIn(api, "bob");
        String wanted = "new." + ada.person().email();
        change(ada, wanted, ada.person().password()).is(200);
        String first = TestOutbox.SHARED
                .await(wanted, "Confirm your new e-mail address")
                .path();
        change(bob, wanted, bob.person().password()).is(200);
        TestOutbox.SHARED.awaitCount(wanted, 2);
        String second = TestOutbox.SHARED.mailsTo(wanted).stream()
                .map(Mail::path)
                .filter(link -> !link.equals(first))
                .findFirst()
                .orElseThrow();
        api.post(first).send().is(200);
        assertThat(api.post(second).send().is(409).text()).contains("Another account has this address by now");
        json(api.post(second)).isError(409, "Conflict", "Another account has this address by now");
    }

    private static long number(JdbcClient database, String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    private ApiAnswer change(ApiSession by, String email, String password) {
        return by.api()
                .request("PATCH", "/accounts/me")
                .token(by.accessToken())
                .json(Map.of("email", email, "password", password))
                .send();
    }

    /** Changes the account until the limit of an hour refuses it. */
    private static void useUpChanges(ApiSession session) {
        int status = 200;
        for (int i = 0; status == 200; i++) {
            status = session.request("PATCH", "/accounts/me")
                    .json(Map.of("location", "Place " + i))
                    .send()
                    .status();
        }
        assertThat(status).isEqualTo(429);
    }

    private TestPerson registered(String name) {
        TestPerson person = TestPerson.named(name);
        person.register(api).is(201);
        return person;
    }

    private static String linkOf(TestPerson person) {
        return TestOutbox.SHARED.await(person.email(), SUBJECT).path();
    }

    private ApiAnswer resend(String email) {
        return api.post("/accounts/verify").json(Map.of("email", email)).send().is(202);
    }

    private static ApiAnswer json(Api.Request request) {
        return request.header("Accept", "application/json").send();
    }

    private static ApiAnswer logIn(GatewayNode node, TestPerson person, String password) {
        return node.api()
                .post("/accounts/login")
                .json(Map.of("email", person.email(), "password", password))
                .send();
    }
}
