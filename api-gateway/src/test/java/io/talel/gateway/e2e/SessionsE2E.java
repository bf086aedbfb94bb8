package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Listing and ending one's own sessions. */
@Tag("port")
class SessionsE2E {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0";

    private final Api api = GatewayNode.shared().api();

    @Test
    void a_person_sees_their_sessions_and_which_of_them_asks() {
        ApiSession laptop = TestPerson.signedIn(api, "ada");
        String phone = logInFrom(laptop.person(), FIREFOX).text("access_token");
        JsonNode sessions =
                api.get("/accounts/sessions").token(phone).send().is(200).json().path("sessions");
        assertThat(sessions).hasSize(2);
        assertThat(sessions.path(0).path("user_agent").asString()).isEqualTo("Firefox on Linux");
        assertThat(sessions.path(0).path("current").asBoolean()).isTrue();
        assertThat(sessions.path(1).path("user_agent").asString()).isEqualTo("Java");
        assertThat(sessions.path(1).path("current").asBoolean()).isFalse();
        assertThat(sessions)
                .allSatisfy(session ->
                        assertThat(session.path("network").asString()).isEqualTo("127.0.0.0/24"));
    }

    @Test
    @Tag("timed")
    void a_person_ends_one_session_from_another() {
        ApiSession laptop = TestPerson.signedIn(api, "ada");
        ApiSession phone = laptop.person().logIn(api);
        end(laptop, current(phone)).is(204);
        phone.refresh().isError(401, "Unauthorized", "No stored refresh token for user");
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> phone.post("/articles").send().isForbidden("Session has ended"));
        phone.logOut().isError(409, "Conflict", "No token to delete");
        laptop.refresh().is(200);
        end(laptop, current(laptop)).is(204);
        laptop.refresh().is(401);
    }

    @Test
    void a_user_cannot_see_or_end_sessions_of_another_user() {
        ApiSession ada = TestPerson.signedIn(api, "ada");
        ApiSession eve = TestPerson.signedIn(api, "eve");
        assertThat(list(eve).path("sessions")).hasSize(1);
        end(eve, current(ada)).isError(404, "Not Found", "Session not found");
        ada.refresh().is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAECAwQFBgcICQoLDA0ODw", "auth%3Aended", "AAECAwQFBgcICQoLDA0ODw%20", "%F0%9F%98%80"})
    void a_session_that_never_was_is_not_found(String id) {
        end(TestPerson.signedIn(api, "ada"), id).isError(404, "Not Found", "Session not found");
    }

    @Test
    void an_export_requires_a_signed_in_caller() {
        api.get("/accounts/sessions").send().isForbidden("No authorization header provided");
        api.request("DELETE", "/accounts/sessions/x").send().isForbidden("No authorization header provided");
    }

    @Test
    @Tag("timed")
    void a_person_logs_out_on_all_devices() {
        ApiSession laptop = TestPerson.signedIn(api, "ada");
        ApiSession phone = laptop.person().logIn(api);
        ApiSession bob = TestPerson.signedIn(api, "bob");
        laptop.post("/accounts/logout?all=true").send().is(200);
        laptop.refresh().is(401);
        phone.refresh().is(401);
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> phone.post("/articles").send().isForbidden("Session has ended"));
        laptop.post("/accounts/logout?all=true").send().isError(409, "Conflict", "No token to delete");
        bob.refresh().is(200);
    }

    @Test
    void a_session_that_has_ended_ends_no_other_not_even_if_all_are_meant() {
        ApiSession stolen = TestPerson.signedIn(api, "ada");
        ApiSession phone = stolen.person().logIn(api);
        stolen.logOut().is(200);
        stolen.post("/accounts/logout?all=true").send().isError(409, "Conflict", "No token to delete");
        phone.refresh().is(200);
    }

    @Test
    void nor_does_one_that_ended_with_all_others() {
        ApiSession stolen = TestPerson.signedIn(api, "ada");
        ApiSession laptop = stolen.person().logIn(api);
        laptop.post("/accounts/logout?all=true").send().is(200);
        ApiSession again = laptop.person().logIn(api);
        stolen.post("/accounts/logout?all=true").send().isError(409, "Conflict", "No token to delete");
        again.refresh().is(200);
    }

    /** A page on a sibling host adds a cookie so that its visitor acts as another user. */
    @Test
    void a_request_with_a_second_tossed_cookie_is_refused() {
        ApiSession ada = TestPerson.signedIn(api, "ada");
        ApiSession eve = TestPerson.signedIn(api, "eve");
        Stream.of(
                        ada.refreshToken() + "; refresh_token=" + eve.refreshToken(),
                        eve.refreshToken() + "; refresh_token=" + ada.refreshToken())
                .forEach(cookies -> api.post("/accounts/token")
                        .header("Cookie", "refresh_token=" + cookies)
                        .send()
                        .isBadRequest("Several refresh tokens provided"));
        ada.refresh().is(200);
        eve.refresh().is(200);
    }

    @Test
    void whether_all_are_meant_is_said_with_true_or_false() {
        ApiSession ada = TestPerson.signedIn(api, "ada");
        ada.post("/accounts/logout?all=maybe").send().isBadRequest("'all' must be true or false");
        ada.post("/accounts/logout?all=false").send().is(200);
    }

    private ApiAnswer logInFrom(TestPerson person, String userAgent) {
        return api.post("/accounts/login")
                .header("User-Agent", userAgent)
                .json(Map.of("email", person.email(), "password", person.password()))
                .send()
                .is(200);
    }

    private JsonNode list(ApiSession session) {
        return api.get("/accounts/sessions")
                .token(session.accessToken())
                .send()
                .is(200)
                .json();
    }

    private String current(ApiSession session) {
        return list(session)
                .path("sessions")
                .valueStream()
                .filter(item -> item.path("current").asBoolean())
                .map(item -> item.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    private ApiAnswer end(ApiSession session, String id) {
        return api.request("DELETE", "/accounts/sessions/" + id)
                .token(session.accessToken())
                .send();
    }
}
