package io.talel.kernel.configuration;

import static io.talel.kernel.configuration.Values.ofDevelopment;
import static io.talel.kernel.configuration.Values.ofProduction;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsCheckTest {

    private static final String EVENT_STORE = DatabaseServers.EVENT_STORE;
    private static final String READ_MODEL = DatabaseServers.READ_MODEL;

    private static final String IN_THE_CLEAR =
            ", which is not this machine, and nothing demands TLS: what is sent can be read on the way. ";

    @Test
    void postgresql_and_redis_on_other_machines_are_refused_in_production() {
        Map<String, String> elsewhere = Map.of("DB_HOST", "db.internal", "REDIS_HOST", "10.0.0.7");
        assertThat(ofProduction(elsewhere))
                .containsExactly(
                        "REFUSED: DB_HOST names db.internal" + IN_THE_CLEAR
                                + "Set TALELIO_EVENTSTORE_DATASOURCE_URL=jdbc:postgresql://db.internal:5432/talelio"
                                + "?sslmode=verify-full&sslrootcert=FILE; or PLAINTEXT_HOSTS=db.internal, if no other machine is"
                                + " on the way.",
                        "REFUSED: REDIS_HOST names 10.0.0.7" + IN_THE_CLEAR
                                + "Set REDIS_TLS=true; or PLAINTEXT_HOSTS=10.0.0.7, if no other machine is on the way.");
        assertThat(ofDevelopment(elsewhere)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "::1", "[::1]", "0.0.0.0", ""})
    void this_machine_is_not(String host) {
        assertThat(ofProduction(Map.of("DB_HOST", host, "REDIS_HOST", host))).isEmpty();
    }

    @Test
    void hosts_that_are_named_are_not() {
        assertThat(ofProduction(
                        Map.of("DB_HOST", "postgres", "REDIS_HOST", "Redis", "PLAINTEXT_HOSTS", "postgres, redis")))
                .isEmpty();
        assertThat(ofProduction(Map.of("DB_HOST", "postgres", "PLAINTEXT_HOSTS", "redis")))
                .hasSize(1);
    }

    @Test
    void redis_by_its_old_name_and_by_a_property_is_found() {
        assertThat(ofProduction(Map.of("HOST", "redis")))
                .singleElement()
                .asString()
                .startsWith("REFUSED: HOST names redis");
        assertThat(ofProduction(Map.of("spring.data.redis.url", "redis://redis:6379")))
                .hasSize(1);
        assertThat(ofProduction(Map.of("spring.data.redis.url", "rediss://redis:6379")))
                .isEmpty();
        assertThat(ofProduction(Map.of("REDIS_HOST", "redis", "spring.data.redis.ssl.enabled", "true")))
                .isEmpty();
    }

    @Test
    void tls_is_accepted() {
        assertThat(ofProduction(Map.of("REDIS_HOST", "redis", "REDIS_TLS", "yes")))
                .isEmpty();
        for (String tls : new String[] {"sslmode=verify-full", "a=b&sslmode=verify-ca", "ssl=true", "ssl"}) {
            assertThat(ofProduction(Map.of("DB_HOST", "db", EVENT_STORE, "jdbc:postgresql://db/talelio?" + tls)))
                    .as(tls)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?sslmode=prefer", "?sslmode=disable", "?ssl=false", "?ssl=true&sslmode=allow"})
    void an_address_that_leaves_tls_to_the_server_is_refused(String parameters) {
        assertThat(ofProduction(Map.of(READ_MODEL, "jdbc:postgresql://127.0.0.1,db2:5433/rows" + parameters)))
                .singleElement()
                .asString()
                .startsWith("REFUSED: " + READ_MODEL + " names db2" + IN_THE_CLEAR);
    }

    @Test
    void tls_with_an_unknown_server_is_warned_of() {
        assertThat(ofProduction(Map.of(EVENT_STORE, "jdbc:postgresql://db/talelio?sslmode=require")))
                .containsExactly(
                        "WARNING: " + EVENT_STORE + " has sslmode=require, which does not check who the server is."
                                + " Write sslmode=verify-full&sslrootcert=FILE.");
    }
}
