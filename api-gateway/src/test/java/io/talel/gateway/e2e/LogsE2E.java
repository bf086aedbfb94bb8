package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What all nodes of this JVM have logged, which is everything the tests before this one have done as well: it runs last. */
@Order(Integer.MAX_VALUE)
class LogsE2E {

    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.");
    private static final Pattern REFRESH_TOKEN = Pattern.compile("(?<![\\w-])[\\w-]{80}(?![\\w-])|refresh_token=\\S");
    private static final Pattern EMAIL = Pattern.compile("[\\w.%+-]+@[\\w-]+\\.[a-z]{2,}");
    private static final Pattern PASSWORD = Pattern.compile("horse|battery|\\$argon2|s3cret");
    private static final Pattern EVENT = Pattern.compile("event=(\\w+) user=(\\S+)");
    private static final Pattern NETWORK = Pattern.compile("network=(\\S+)");

    private static String log;

    @BeforeAll
    static void people_come_and_go() throws IOException {
        Api api = GatewayNode.shared().api();
        Session ada = Person.signedIn(api, "ada");
        ada.person().register(api).is(400);
        logIn(api, ada.person().email(), "s3cret of nobody").is(401);
        logIn(api, "nobody@example.org", "s3cret of nobody").is(401);
        Session phone = ada.person().logIn(api);
        ada.refresh().is(200);
        api.post("/accounts/token")
                .header("Cookie", "refresh_token=" + ada.refreshToken() + "x")
                .send()
                .is(400);
        ada.post("/accounts/logout?all=true").send().is(200);
        phone.refresh().is(401);
        Person bob = Person.named("bob");
        for (int i = 0; i < 10; i++) {
            logIn(api, bob.email(), "s3cret of nobody").is(401);
        }
        logIn(api, bob.email(), bob.password()).is(429);
        log = Files.readString(GatewayNode.LOG);
    }

    @Test
    void what_happened_to_accounts_is_told() {
        assertThat(EVENT.matcher(log).results().map(event -> event.group(1)))
                .contains("logged_in", "log_in_failed", "logged_out", "session_ended", "throttled");
        assertThat(EVENT.matcher(log).results().map(event -> event.group(2)))
                .allMatch(user -> user.matches("user-\\d+|unknown"));
    }

    @Test
    void of_addresses_it_tells_the_network_only() {
        List<String> networks =
                NETWORK.matcher(log).results().map(network -> network.group(1)).toList();
        assertThat(networks).isNotEmpty().allMatch(network -> network.matches("[\\d.]+\\.0/24|[\\da-f:]+::/48"));
    }

    @Test
    void it_holds_no_token_no_cookie_no_password_and_no_email() {
        for (Map.Entry<String, Pattern> secret : Map.of(
                        "access token", JWT, "refresh token", REFRESH_TOKEN, "e-mail", EMAIL, "password", PASSWORD)
                .entrySet()) {
            assertThat(log.lines().map(secret.getValue()::matcher).filter(Matcher::find))
                    .as(secret.getKey())
                    .isEmpty();
        }
    }

    private static Answer logIn(Api api, String email, String password) {
        return api.post("/accounts/login")
                .json(Map.of("email", email, "password", password))
                .send();
    }
}
