package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.LocalRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that count together, with short delays and a proxy in front. */
class ThrottleE2E {

    @TempDir
    private static Path directory;

    private static LocalRedis redis;
    private static GatewayNode node;
    private static Api here;
    private static GatewayNode other;
    private static Api there;

    @BeforeAll
    static void two_nodes_with_a_redis_of_their_own() {
        redis = LocalRedis.start(directory, 0);
        Map<String, String> variables = new HashMap<>(redis.environment());
        // Repeats an attempt that is refused with 503 by a busy machine, which is not counted.
        variables.put("spring.data.redis.timeout", "10s");
        variables.putAll(Map.of(
                "THROTTLE_ACCOUNT_DELAY", "5s",
                "THROTTLE_ACCOUNT_LONGEST_DELAY", "5s",
                "THROTTLE_ACCOUNT_CHANGES", "3",
                "THROTTLE_ACCOUNT_EXPORTS", "2",
                "THROTTLE_PERSON_WRITES", "4",
                "THROTTLE_PERSON_UPLOADS", "2",
                "THROTTLE_PERSON_READS", "10",
                "THROTTLE_ADDRESS_FAILURES", "30",
                "THROTTLE_ADDRESS_REGISTRATIONS", "6",
                "TRUSTED_PROXIES", "127.0.0.0/8, ::1"));
        node = GatewayNode.besideShared(variables);
        here = node.api();
        other = GatewayNode.besideShared(variables);
        there = other.api();
    }

    @AfterAll
    static void they_stop() {
        node.close();
        other.close();
        redis.close();
    }

    @Test
    void after_ten_failures_an_account_waits_and_then_the_right_password_is_as_good_as_ever() {
        TestPerson ada = TestPerson.named("ada");
        ada.register(GatewayNode.shared().api()).is(201);
        for (int i = 0; i < 10; i++) {
            logIn(i % 2 == 0 ? here : there, ada.email(), "wrong", "198.51.100.1")
                    .is(401);
        }
        assertThrottled(logIn(here, ada.email(), ada.password(), "198.51.100.1"));
        assertThrottled(logIn(there, ada.email(), ada.password(), "198.51.100.2"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        logIn(here, ada.email(), ada.password(), "198.51.100.1").is(200));
        logIn(there, ada.email(), "wrong", "198.51.100.1").is(401);
        logIn(there, ada.email(), ada.password(), "198.51.100.1").is(200);
    }

    @Test
    void failures_of_strangers_do_not_lock_an_account_in_networks_of_its_owner() {
        TestPerson ada = TestPerson.named("ada");
        ada.register(GatewayNode.shared().api()).is(201);
        logIn(here, ada.email(), ada.password(), "198.51.100.20").is(200);
        for (int i = 0; i < 10; i++) {
            logIn(here, ada.email(), "wrong", "198.51.100.21").is(401);
        }
        assertThrottled(logIn(here, ada.email(), ada.password(), "198.51.100.22"));
        logIn(there, ada.email(), ada.password(), "198.51.100.20").is(200);
        ApiAnswer wrong = logIn(here, ada.email(), "wrong", "198.51.100.20");
        assertThat(wrong.status()).as("no other than a stranger gets").isIn(401, 429);
    }

    @Test
    void a_network_from_which_the_owner_logged_in_is_like_any_once_the_password_was_changed() {
        TestPerson ada = TestPerson.named("ada");
        ApiSession session = ada.registered(GatewayNode.shared().api()).at(here);
        String chosen = "another horse, another battery";
        logIn(here, ada.email(), ada.password(), "198.51.100.25").is(200);
        session.post("/accounts/password")
                .json(Map.of("current_password", ada.password(), "new_password", chosen))
                .send()
                .is(200);
        for (int i = 0; i < 10; i++) {
            logIn(here, ada.email(), "wrong", "198.51.100.26").is(401);
        }
        assertThrottled(logIn(there, ada.email(), chosen, "198.51.100.25"));
    }

    @Test
    void a_password_that_is_set_anew_opens_the_account() {
        TestPerson ada = TestPerson.named("ada");
        ada.register(GatewayNode.shared().api()).is(201);
        here.post("/accounts/password/forgotten")
                .json(Map.of("email", ada.email()))
                .send()
                .is(202);
        String link = TestOutbox.SHARED.await(ada.email(), "Set a new password").path();
        String chosen = "another horse, another battery";
        for (int i = 0; i < 10; i++) {
            logIn(here, ada.email(), "wrong", "198.51.100.30").is(401);
        }
        assertThrottled(logIn(here, ada.email(), ada.password(), "198.51.100.31"));
        here.post(link)
                .header("X-Forwarded-For", "198.51.100.31")
                .json(Map.of("password", chosen))
                .send()
                .is(200);
        logIn(here, ada.email(), chosen, "198.51.100.31").is(200);
    }

    @Test
    void an_unknown_account_waits_alike() {
        for (int i = 0; i < 10; i++) {
            logIn(here, "nobody@example.org", "wrong", "198.51.100.3").is(401);
        }
        assertThrottled(logIn(here, "nobody@example.org", "wrong", "198.51.100.3"));
    }

    @Test
    void only_ten_of_forty_concurrent_guesses_are_checked() throws InterruptedException {
        TestPerson bob = TestPerson.named("bob");
        bob.register(GatewayNode.shared().api()).is(201);
        List<ApiAnswer> answers = Concurrently.run(
                40, i -> logIn(i % 2 == 0 ? here : there, bob.email(), "guess " + i, "198.51.100." + (100 + i)));
        assertThat(answers).extracting(ApiAnswer::status).containsOnly(401, 429);
        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSizeBetween(10, 11);
    }

    @Test
    void an_address_that_fails_too_often_waits_and_the_others_do_not() {
        for (int i = 0; i < 30; i++) {
            logIn(here, "person" + i + "@example.org", "wrong", "2001:db8:1:2::" + i)
                    .is(401);
        }
        ApiAnswer refused = logIn(here, "person@example.org", "wrong", "2001:db8:1:2:ffff::1");
        assertThrottled(refused);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(600, 900);
        logIn(here, "person@example.org", "wrong", "2001:db8:1:3::1").is(401);
    }

    @Test
    void an_address_registers_so_many_people() {
        for (int i = 0; i < 6; i++) {
            register(TestPerson.named("twin"), "198.51.100.5").is(201);
        }
        TestPerson last = TestPerson.named("twin");
        assertThrottled(register(last, "198.51.100.5"));
        register(last, "198.51.100.6").is(201);
    }

    @Test
    void an_account_asks_for_five_other_addresses_an_hour_and_taken_ones_count() {
        TestPerson taken = TestPerson.named("twin");
        ApiSession ada =
                TestPerson.named("ada").registered(GatewayNode.shared().api()).at(here);
        taken.register(GatewayNode.shared().api()).is(201);
        for (int i = 0; i < 3; i++) {
            changeEmail(ada, taken.email()).is(400);
        }
        changeEmail(ada, "one." + ada.person().email()).is(200);
        changeEmail(ada, "two." + ada.person().email()).is(200);
        assertThrottled(changeEmail(ada, "three." + ada.person().email()));
        assertThrottled(changeEmail(ada.at(there), taken.email()));
    }

    @Test
    void a_person_publishes_uploads_and_looks_so_often_and_others_are_not_kept_waiting() {
        ApiSession ada = TestPerson.signedIn(GatewayNode.shared().api(), "ada").at(here);
        ApiSession bob = TestPerson.signedIn(GatewayNode.shared().api(), "bob").at(here);
        for (int i = 0; i < 4; i++) {
            ada.publish("Number " + i, "Said.");
        }
        assertThrottled(ada.post("/articles").json(Map.of()).send());
        for (int i = 0; i < 2; i++) {
            image(ada).is(200);
        }
        assertThrottled(image(ada));
        for (int i = 0; i < 10; i++) {
            here.get("/accounts/me").token(ada.accessToken()).send().is(200);
        }
        assertThrottled(here.get("/accounts/me").token(ada.accessToken()).send());
        bob.publish("Bob's", "Said.");
        image(bob).is(200);
        here.get("/accounts/me").token(bob.accessToken()).send().is(200);
    }

    @Test
    void a_person_exports_so_often_on_any_node_and_others_still_may() {
        ApiSession ada = TestPerson.signedIn(GatewayNode.shared().api(), "ada");
        ApiSession bob = TestPerson.signedIn(GatewayNode.shared().api(), "bob");
        export(ada, here).is(200);
        export(ada, there).is(200);
        assertThrottled(export(ada, here));
        assertThrottled(export(ada, there));
        export(bob, here).is(200);
    }

    private static ApiAnswer export(ApiSession of, Api at) {
        return at.get("/accounts/me/export").token(of.accessToken()).send();
    }

    private static ApiAnswer image(ApiSession of) {
        return of.upload(new Multipart().file("image", "Ada.png", "image/png", Pictures.PNG));
    }

    private static ApiAnswer changeEmail(ApiSession by, String email) {
        return by.api()
                .request("PATCH", "/accounts/me")
                .token(by.accessToken())
                .json(Map.of("email", email, "password", by.person().password()))
                .send();
    }

    @Test
    void an_account_has_a_limit_of_changes_and_a_request_without_one_does_not_count() {
        ApiSession ada = TestPerson.signedIn(GatewayNode.shared().api(), "ada");
        for (int i = 0; i < 3; i++) {
            locate(ada, i % 2 == 0 ? here : there, "Place " + i).is(200);
            locate(ada, here, "Place " + i).is(200);
        }
        assertThrottled(locate(ada, there, "Nowhere"));
        assertThat(locate(ada, here, "Place 2").is(200).text("user", "location"))
                .isEqualTo("Place 2");
    }

    @Test
    void what_the_client_writes_before_the_proxy_does_changes_nothing() {
        for (int i = 0; i < 30; i++) {
            logIn(here, "someone" + i + "@example.org", "wrong", "203.0.113." + i + ", 198.51.100.7")
                    .is(401);
        }
        assertThrottled(logIn(here, "someone@example.org", "wrong", "203.0.113.99, 198.51.100.7"));
    }

    @Test
    void no_header_of_a_proxy_breaks_anything() {
        for (String forwarded :
                List.of("", ",", "unknown", "192.0.2.1:80, x", "::::", "%", "1.2.3.4.5", "x".repeat(4000))) {
            assertThat(logIn(here, "a@example.org", "wrong", forwarded).status())
                    .as(forwarded)
                    .isIn(401, 429);
        }
    }

    private static ApiAnswer logIn(Api api, String email, String password, String forwardedFor) {
        return api.post("/accounts/login")
                .header("X-Forwarded-For", forwardedFor)
                .json(Map.of("email", email, "password", password))
                .send();
    }

    private static ApiAnswer locate(ApiSession of, Api at, String location) {
        return at.request("PATCH", "/accounts/me")
                .token(of.accessToken())
                .json(Map.of("location", location))
                .send();
    }

    private static ApiAnswer register(TestPerson person, String forwardedFor) {
        return here.post("/accounts/register")
                .header("X-Forwarded-For", forwardedFor)
                .json(Map.of("email", person.email(), "password", person.password(), "username", person.username()))
                .send();
    }

    private static void assertThrottled(ApiAnswer answer) {
        answer.is(429);
        assertThat(answer.text("error", "type")).isEqualTo("Too Many Requests");
        assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
    }
}
