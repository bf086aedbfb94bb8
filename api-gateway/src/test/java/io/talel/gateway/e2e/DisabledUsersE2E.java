package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A user for whom an operator has written the rows of {@code ops/talelio users disable}. */
class DisabledUsersE2E {

    private static final String NEW = "another horse, another battery";

    private static Api here;
    private static GatewayNode other;
    private static Api there;

    @BeforeAll
    static void a_second_node() {
        here = GatewayNode.shared().api();
        other = GatewayNode.besideShared(Map.of());
        there = other.api();
    }

    @AfterAll
    static void it_stops() {
        other.close();
    }

    @Test
    @Tag("timed")
    void their_sessions_and_access_tokens_end_on_every_node_within_two_seconds() {
        ApiSession laptop = TestPerson.signedIn(here, "ada");
        ApiSession phone = laptop.person().logIn(there);
        ApiSession bob = TestPerson.signedIn(here, "bob");
        laptop.at(there).post("/articles").send().isBadRequest("Missing request body");
        disable(laptop);
        await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
            laptop.at(here).post("/articles").send().isForbidden("Session has ended");
            laptop.at(there).post("/articles").send().isForbidden("Session has ended");
            phone.at(here).post("/articles").send().isForbidden("Session has ended");
            phone.at(there).post("/articles").send().isForbidden("Session has ended");
        });
        laptop.refresh().isError(401, "Unauthorized", "No stored refresh token for user");
        phone.refresh().isError(401, "Unauthorized", "No stored refresh token for user");
        bob.refresh().is(200);
        await().until(() -> jdbc().sql("SELECT count(*) FROM auth.session_end")
                        .query(Long.class)
                        .single()
                == 0);
    }

    @Test
    void only_the_right_password_reveals_that_an_account_is_disabled_until_it_is_enabled() {
        ApiSession ada = TestPerson.signedIn(here, "ada");
        disable(ada);
        logIn(ada.person(), "not the password").isError(401, "Unauthorized", "Invalid username or password");
        logIn(ada.person(), ada.person().password()).isForbidden("Account disabled");
        jdbc().sql("UPDATE auth.credential SET disabled_at = NULL WHERE user_id = :id")
                .param("id", id(ada.person()))
                .update();
        logIn(ada.person(), ada.person().password()).is(200);
    }

    @Test
    void a_reset_password_does_not_let_a_disabled_user_in() {
        ApiSession ada = TestPerson.signedIn(here, "ada");
        disable(ada);
        here.post("/accounts/password/forgotten")
                .json(Map.of("email", ada.person().email()))
                .send()
                .is(202);
        here.post(TestOutbox.SHARED
                        .await(ada.person().email(), "Set a new password")
                        .path())
                .json(Map.of("password", NEW))
                .send()
                .is(200);
        logIn(ada.person(), ada.person().password()).is(401);
        logIn(ada.person(), NEW).isForbidden("Account disabled");
    }

    /** The session of a thief, for example, because of whom the account was disabled. */
    @Test
    void a_link_to_another_address_that_was_sent_before_changes_nothing() {
        ApiSession ada = TestPerson.signedIn(here, "ada");
        String thief = "thief." + ada.person().email();
        here.request("PATCH", "/accounts/me")
                .token(ada.accessToken())
                .json(Map.of("email", thief, "password", ada.person().password()))
                .send()
                .is(200);
        String link = TestOutbox.SHARED
                .await(thief, "Confirm your new e-mail address")
                .path();

        disable(ada);

        here.post(link).send().is(410);
        assertThat(jdbc().sql(
                                "SELECT count(*) FROM event_store.event_log WHERE event = 'EmailChanged' AND stream = :stream")
                        .param("stream", "user-" + id(ada.person()))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void operators_find_both_in_the_security_log() {
        double disabled = Scrape.of(GatewayNode.shared()).value(counter("account_disabled"))
                + Scrape.of(other).value(counter("account_disabled"));
        double refused = Scrape.of(GatewayNode.shared()).value(counter("log_in_of_disabled"));
        ApiSession ada = TestPerson.signedIn(here, "ada");
        disable(ada);
        await().untilAsserted(() -> assertThat(Scrape.of(GatewayNode.shared()).value(counter("account_disabled"))
                        + Scrape.of(other).value(counter("account_disabled")))
                .isGreaterThan(disabled));
        logIn(ada.person(), ada.person().password()).is(403);
        assertThat(Scrape.of(GatewayNode.shared()).value(counter("log_in_of_disabled")))
                .isEqualTo(refused + 1);
    }

    private static String counter(String event) {
        return "talelio_security_events_total{event=\"" + event + "\"}";
    }

    private static void disable(ApiSession session) {
        assertThat(jdbc().sql("""
                        WITH disabled AS (
                            UPDATE auth.credential SET disabled_at = now() WHERE user_id = :id RETURNING user_id)
                        INSERT INTO auth.session_end (user_id, why)
                        SELECT user_id, 'ACCOUNT_DISABLED' FROM disabled
                        """).param("id", id(session.person())).update()).isEqualTo(1);
    }

    private static long id(TestPerson person) {
        return jdbc().sql("SELECT user_id FROM claims.claimed_username WHERE username = :name")
                .param("name", person.username())
                .query(Long.class)
                .single();
    }

    private static ApiAnswer logIn(TestPerson person, String password) {
        return here.post("/accounts/login")
                .json(Map.of("email", person.email(), "password", password))
                .send();
    }

    private static JdbcClient jdbc() {
        return JdbcClient.create(GatewayNode.shared().bean("eventStoreDataSource", DataSource.class));
    }
}
