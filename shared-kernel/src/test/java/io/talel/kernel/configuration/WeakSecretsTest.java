package io.talel.kernel.configuration;

import static io.talel.kernel.configuration.Values.ofDevelopment;
import static io.talel.kernel.configuration.Values.ofProduction;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeakSecretsTest {

    private static final String UNLESS = "; or add %s to WEAK_SECRETS, if nobody else reaches that server.";

    private static final Map<String, String> ELSEWHERE =
            Map.of("DB_HOST", "db", "REDIS_HOST", "redis", "PLAINTEXT_HOSTS", "db,redis");

    @ParameterizedTest
    @ValueSource(strings = {"SECRET_KEY", "SECRET_KEY_PREVIOUS"})
    void a_key_that_is_long_and_guessable_is_refused_in_production(String name) {
        String repeated = "0123456789abcdef".repeat(4);
        for (String key : List.of(repeated, "a".repeat(64), "change-me" + Values.KEY)) {
            assertThat(ofDevelopment(Map.of(name, key)))
                    .containsExactly("WARNING: " + name + " can be guessed. Make one with: openssl rand -hex 64");
            assertThat(ofProduction(Map.of(name, key)))
                    .containsExactly(
                            "REFUSED: " + name + " can be guessed. Make one with: openssl rand -hex 64; or add " + name
                                    + " to WEAK_SECRETS, while you replace it.")
                    .noneMatch(finding -> finding.contains(key));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DB_PASSWORD, talelio",
        "DB_PASSWORD, short",
        "DB_OWNER_PASSWORD, xxxxxxxxxxxxxxxxxxxx",
        "TALELIO_READMODEL_DATASOURCE_PASSWORD, my-Passw0rd-of-2026",
        "TALELIO_READMODEL_DATASOURCE_OWNERPASSWORD, postgres",
        "REDIS_PASSWORD, redisredisredis"
    })
    void a_password_that_can_be_guessed_is_refused_in_production_and_on_this_machine_warned_of(
            String name, String password) {
        Map<String, String> guessable = Map.of(name, password);
        String sentence = name + " can be guessed. Make one with: openssl rand -hex 32";
        assertThat(ofDevelopment(both(ELSEWHERE, guessable))).isEmpty();
        assertThat(ofProduction(both(ELSEWHERE, guessable)))
                .containsExactly("REFUSED: " + sentence + UNLESS.formatted(name));
        assertThat(ofProduction(guessable)).containsExactly("WARNING: " + sentence + ".");
    }

    @Test
    void each_password_is_judged_by_the_servers_that_take_it() {
        Map<String, String> apart = Map.of(
                "TALELIO_READMODEL_DATASOURCE_URL", "jdbc:postgresql://db/talelio?sslmode=verify-full",
                "DB_PASSWORD", "talelio",
                "DB_OWNER_PASSWORD", "postgres",
                "REDIS_PASSWORD", "short");
        assertThat(severities(apart))
                .as("the read models' database, elsewhere, has no passwords of its own")
                .containsExactly("REFUSED: DB_PASSWORD", "REFUSED: DB_OWNER_PASSWORD", "WARNING: REDIS_PASSWORD");
        Map<String, String> own = Map.of(
                "TALELIO_READMODEL_DATASOURCE_PASSWORD", "example",
                "TALELIO_READMODEL_DATASOURCE_OWNERPASSWORD", "changed");
        assertThat(severities(both(apart, own)))
                .containsExactly(
                        "WARNING: DB_PASSWORD",
                        "WARNING: DB_OWNER_PASSWORD",
                        "REFUSED: TALELIO_READMODEL_DATASOURCE_PASSWORD",
                        "REFUSED: TALELIO_READMODEL_DATASOURCE_OWNERPASSWORD",
                        "WARNING: REDIS_PASSWORD");
    }

    private static List<String> severities(Map<String, String> variables) {
        return ofProduction(variables).stream()
                .map(finding -> finding.replaceFirst(" can be guessed.*", ""))
                .toList();
    }

    @Test
    void the_name_of_the_user_is_no_password() {
        assertThat(ofProduction(Map.of("DB_USER", "nZ4kWq8vTx1LmRyC")))
                .singleElement()
                .asString()
                .contains("DB_PASSWORD");
    }

    @Test
    void a_server_elsewhere_without_a_password_is_refused_and_one_on_this_machine_warned_of() {
        Map<String, String> none = Map.of("DB_PASSWORD", "", "REDIS_PASSWORD", "");
        String remedy = " is not set. Let the server ask for a password, and set it here";
        assertThat(ofProduction(none))
                .containsExactly("WARNING: DB_PASSWORD" + remedy + ".", "WARNING: REDIS_PASSWORD" + remedy + ".");
        assertThat(ofProduction(both(ELSEWHERE, none)))
                .containsExactly(
                        "MISSING: DB_PASSWORD" + remedy + UNLESS.formatted("DB_PASSWORD"),
                        "MISSING: REDIS_PASSWORD" + remedy + UNLESS.formatted("REDIS_PASSWORD"));
        assertThat(ofDevelopment(ELSEWHERE)).isEmpty();
    }

    @Test
    void an_address_that_has_a_password_or_a_certificate_needs_no_other() {
        Map<String, String> none = Map.of(
                "DB_PASSWORD", "", "REDIS_PASSWORD", "", "spring.data.redis.url", "rediss://:LmRyCnZ4kWq8vTx1@redis");
        for (String credentials : List.of("password=vTx1LmRyCnZ4kWq8", "sslcert=/etc/talelio/node.crt")) {
            String url = "jdbc:postgresql://db/talelio?sslmode=verify-full&" + credentials;
            assertThat(ofProduction(both(none, Map.of(DatabaseServers.EVENT_STORE, url))))
                    .isEmpty();
        }
    }

    @Test
    void what_is_named_is_only_warned_of() {
        Map<String, String> weak = Map.of(
                "SECRET_KEY", "a".repeat(64),
                "DB_PASSWORD", "talelio",
                "REDIS_PASSWORD", "",
                "WEAK_SECRETS", "SECRET_KEY, db_password,REDIS_PASSWORD");
        assertThat(ofProduction(both(ELSEWHERE, weak)))
                .hasSize(3)
                .allMatch(finding -> finding.startsWith("WARNING: "))
                .noneMatch(finding -> finding.contains("WEAK_SECRETS"));
    }

    @Test
    void a_short_key_is_refused_even_so() {
        assertThat(ofProduction(Map.of("SECRET_KEY", "hunter2", "WEAK_SECRETS", "SECRET_KEY")))
                .singleElement()
                .asString()
                .startsWith("REFUSED: SECRET_KEY has 7 bytes");
    }

    private static Map<String, String> both(Map<String, String> some, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }
}
