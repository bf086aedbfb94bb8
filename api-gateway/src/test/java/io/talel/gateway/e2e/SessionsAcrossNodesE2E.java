package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A session belongs to no node. */
class SessionsAcrossNodesE2E {

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
    void a_log_in_on_one_node_is_valid_on_the_other() {
        ApiSession ada = TestPerson.signedIn(here, "ada");
        ada.at(there).publish("Published elsewhere", "");
        ada.at(there).refresh().is(200);
    }

    @Test
    @Tag("timed")
    void an_access_token_ends_with_its_session_on_every_node_within_two_seconds() {
        ApiSession ada = TestPerson.signedIn(here, "ada");
        ada.at(there).post("/articles").send().isBadRequest("Missing request body");
        ada.logOut().is(200);
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> ada.at(there).post("/articles").send().isForbidden("Session has ended"));
        ada.at(there).logOut().isError(409, "Conflict", "No token to delete");
    }

    @Test
    @Tag("timed")
    void all_access_tokens_of_a_person_end_on_every_node_within_two_seconds() {
        ApiSession laptop = TestPerson.signedIn(here, "ada");
        ApiSession phone = laptop.person().logIn(there);
        laptop.post("/accounts/logout?all=true").send().is(200);
        await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
            phone.at(here).post("/articles").send().isForbidden("Session has ended");
            phone.at(there).post("/articles").send().isForbidden("Session has ended");
            laptop.at(there).post("/articles").send().isForbidden("Session has ended");
        });
    }

    @Test
    void fifty_refreshes_at_once_on_two_nodes_leave_one_cookie() throws InterruptedException {
        ApiSession ada = TestPerson.signedIn(here, "ada");
        List<ApiAnswer> answers =
                Concurrently.run(50, i -> ada.at(i % 2 == 0 ? here : there).refresh());
        assertThat(answers).allSatisfy(answer -> answer.is(200));
        assertThat(answers)
                .extracting(answer -> answer.cookie("refresh_token"))
                .containsOnly(answers.getFirst().cookie("refresh_token"));
        assertThat(answers).extracting(answer -> answer.text("access_token")).doesNotHaveDuplicates();
    }
}
