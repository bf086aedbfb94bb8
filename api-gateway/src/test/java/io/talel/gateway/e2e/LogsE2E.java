package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the nodes of this JVM log when people come and go. {@link SecretsInLogs} looks at what they log in other tests. */
class LogsE2E {

    private static final Pattern EVENT = Pattern.compile("event=(\\w+) user=(\\S+)");
    private static final Pattern NETWORK = Pattern.compile("network=(\\S+)");

    private static final Api api = GatewayNode.shared().api();

    private static String log;

    @BeforeAll
    static void people_come_and_go() throws IOException {
        logInAndOut();
        followLinksOfMails();
        sendWhatTomcatRefuses();
        log = Files.readString(GatewayNode.LOG);
    }

    private static void logInAndOut() {
        ApiSession ada = TestPerson.signedIn(api, "ada");
        ada.person().register(api).is(400);
        logIn(ada.person().email(), "s3cret of nobody").is(401);
        logIn("nobody@example.org", "s3cret of nobody").is(401);
        ApiSession phone = ada.person().logIn(api);
        ada.refresh().is(200);
        api.post("/accounts/token")
                .header("Cookie", "refresh_token=" + ada.refreshToken() + "x")
                .send()
                .is(400);
        ada.post("/accounts/logout?all=true").send().is(200);
        phone.refresh().is(401);
        TestPerson bob = TestPerson.named("bob");
        for (int i = 0; i < 10; i++) {
            logIn(bob.email(), "s3cret of nobody").is(401);
        }
        logIn(bob.email(), bob.password()).is(429);
    }

    private static void followLinksOfMails() {
        TestPerson eve = TestPerson.named("eve");
        eve.register(api).is(201);
        follow(
                TestOutbox.SHARED
                        .await(eve.email(), "Confirm your e-mail address")
                        .path(),
                Map.of());
        follow(linkToReset(eve), Map.of("password", "another horse, another battery"));
    }

    /** @param fields of the form on the page behind the link */
    private static void follow(String link, Map<String, String> fields) {
        api.get(link).send().is(200);
        api.post(link + "x").json(fields).send().is(400);
        api.post(link).json(fields).send().is(200);
        api.post(link).json(fields).send().is(410);
    }

    private static String linkToReset(TestPerson person) {
        api.post("/accounts/password/forgotten")
                .json(Map.of("email", person.email()))
                .send()
                .is(202);
        return TestOutbox.SHARED.await(person.email(), "Set a new password").path();
    }

    private static void sendWhatTomcatRefuses() {
        ApiSession dan = TestPerson.signedIn(api, "dan");
        String link = linkToReset(dan.person());
        sendRaw("GET /v1" + link + "\"", "");
        sendRaw("GET /v1" + link + ">", "");
        sendRaw("GET /v1/health", "Authorization: Bearer " + dan.accessToken() + "\u0001\r\n");
        sendRaw("POST /v1/accounts/token", "Cookie: refresh_token=" + dan.refreshToken() + ", a=1\r\n");
        sendRaw("POST /v1/accounts/token", "Cookie: refresh_token=" + dan.refreshToken() + "\u0001\r\n");
        api.get(link).send().is(200);
        dan.refresh().is(200);
    }

    private static void sendRaw(String methodAndTarget, String headers) {
        String request = methodAndTarget + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n" + headers + "\r\n";
        assertThat(RawHttp.send(GatewayNode.shared().port(), request)).matches("(?s)HTTP/1.1 4\\d\\d.*");
    }

    @Test
    void what_happened_to_accounts_is_told() {
        assertThat(EVENT.matcher(log).results().map(event -> event.group(1)))
                .contains("logged_in", "log_in_failed", "logged_out", "session_ended", "throttled")
                .contains("email_confirmed", "password_reset");
        assertThat(EVENT.matcher(log).results().map(event -> event.group(2)))
                .allMatch(user -> user.matches("user-\\d+|unknown"));
    }

    @Test
    void the_log_names_only_the_network_of_an_address() {
        List<String> networks =
                NETWORK.matcher(log).results().map(network -> network.group(1)).toList();
        assertThat(networks).isNotEmpty().allMatch(network -> network.matches("[\\d.]+\\.0/24|[\\da-f:]+::/48"));
    }

    @Test
    void it_holds_no_token_no_cookie_no_password_and_no_email() {
        assertThat(SecretsInLogs.in(log)).isEmpty();
    }

    private static ApiAnswer logIn(String email, String password) {
        return api.post("/accounts/login")
                .json(Map.of("email", email, "password", password))
                .send();
    }
}
