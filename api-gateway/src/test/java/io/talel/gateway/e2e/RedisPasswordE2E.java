package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.ops.localstack.LocalRedis;
import io.talel.ops.localstack.SelfSigned;
import io.talel.ops.localstack.process.Loopback;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that asks for a password, and has a user of its own for nodes. */
class RedisPasswordE2E {

    private static final int TLS_PORT = Loopback.portOrFree(0);

    @TempDir
    private static Path directory;

    private static LocalRedis redis;

    private static SelfSigned certificate;

    @BeforeAll
    static void redis_asks_for_a_password_and_speaks_tls_on_another_port() throws Exception {
        redis = LocalRedis.start(directory, 0);
        certificate = SelfSigned.in(directory);
        tell("CONFIG SET tls-cert-file " + certificate.certificate());
        tell("CONFIG SET tls-key-file " + certificate.key());
        tell("CONFIG SET tls-auth-clients no");
        tell("CONFIG SET tls-port " + TLS_PORT);
        tell("ACL SETUSER node on >nodes-secret ~* &* +@all");
        tell("CONFIG SET requirepass everybodys-secret");
    }

    @AfterAll
    static void it_stops() {
        redis.close();
    }

    @Test
    void a_node_with_the_password_logs_people_in() {
        logsIn(Map.of("REDIS_PASSWORD", "everybodys-secret"), 200);
    }

    @Test
    void a_node_with_a_user_of_its_own_logs_people_in() {
        logsIn(Map.of("REDIS_USER", "node", "REDIS_PASSWORD", "nodes-secret"), 200);
    }

    @Test
    void a_node_without_the_password_logs_nobody_in() {
        logsIn(Map.of(), 503);
    }

    @Test
    void a_node_that_wants_tls_talks_to_no_server_without_it() {
        logsIn(Map.of("REDIS_PASSWORD", "everybodys-secret", "REDIS_TLS", "true"), 503);
    }

    @Test
    void a_node_that_wants_tls_logs_people_in_where_it_trusts_the_servers_certificate() {
        Map<String, String> tls = Map.of(
                "REDIS_PORT", String.valueOf(TLS_PORT), "REDIS_PASSWORD", "everybodys-secret", "REDIS_TLS", "true");
        logsIn(tls, 503);

        Map<String, String> trusting = new HashMap<>(tls);
        trusting.put("spring.ssl.bundle.pem.redis.truststore.certificate", "file:" + certificate.certificate());
        trusting.put("spring.data.redis.ssl.bundle", "redis");
        logsIn(trusting, 200);
    }

    @Test
    void a_user_without_a_password_is_refused() {
        assertThatThrownBy(() -> GatewayNode.besideShared(variables(Map.of("REDIS_USER", "node"))))
                .hasMessageContaining("REDIS_PASSWORD is not set, but REDIS_USER is");
    }

    @Test
    void tls_is_on_or_off() {
        assertThatThrownBy(() -> GatewayNode.besideShared(variables(Map.of("REDIS_TLS", "perhaps"))))
                .hasMessageContaining("REDIS_TLS is 'perhaps'. Set it to true or false.");
    }

    private static void logsIn(Map<String, String> credentials, int status) {
        try (GatewayNode node = GatewayNode.besideShared(variables(credentials))) {
            TestPerson ada = TestPerson.named("ada");
            ada.register(node.api()).is(201);
            node.api()
                    .post("/accounts/login")
                    .json(Map.of("email", ada.email(), "password", ada.password()))
                    .send()
                    .is(status);
        }
    }

    private static Map<String, String> variables(Map<String, String> credentials) {
        Map<String, String> variables = new HashMap<>(redis.environment());
        variables.putAll(credentials);
        return variables;
    }

    private static void tell(String command) {
        assertThat(Loopback.firstLine(redis.port(), command + "\r\n")).isEqualTo("+OK");
    }
}
