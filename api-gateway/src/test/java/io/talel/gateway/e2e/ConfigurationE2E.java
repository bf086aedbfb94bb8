package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node makes of its variables when it starts. */
class ConfigurationE2E {

    @TempDir
    private Path directory;

    @Test
    void a_node_with_several_faults_does_not_start_and_tells_them_all_at_once() throws IOException {
        long before = Files.exists(GatewayNode.LOG) ? Files.size(GatewayNode.LOG) : 0;
        assertThatThrownBy(() -> GatewayNode.with(Map.of(
                        "ENV", "production",
                        "SECRET_KEY", "hunter2",
                        "REDIS_PORT", "many",
                        "MANAGEMENT_PORT", "five",
                        "THROTTLE_ACCOUNT_WINDOW", "soon",
                        "CORS_ORIGINS", "*",
                        "DB_HOST", "db.example.org",
                        "DB_PASSWORD", "talelio")))
                .hasMessageStartingWith("These variables keep the node from starting:");
        String message = Files.readString(GatewayNode.LOG).substring((int) before);
        assertThat(message)
                .containsOnlyOnce("APPLICATION FAILED TO START")
                .contains(
                        "- REDIS_PORT is 'many'. Set it to a port, 1 to 65535.",
                        "- MANAGEMENT_PORT is 'five'. Set it to a port, 1 to 65535.",
                        "- THROTTLE_ACCOUNT_WINDOW is 'soon'. Set it to a time above 0, such as 500ms, 30s or 15m.",
                        "- SECRET_KEY has 7 bytes, and at least 64 are needed. Make one with: openssl rand -hex 64",
                        "- DB_PASSWORD can be guessed. Make one with: openssl rand -hex 32; or add DB_PASSWORD to ",
                        "- CORS_ORIGINS has the wildcard '*'. ",
                        "- TRUSTED_PROXIES must be set in production",
                        "- DB_HOST names db.example.org, which is not this machine")
                .doesNotContain("hunter2", "\tat ");
    }

    @Test
    void a_node_whose_secrets_are_in_files_logs_people_in() throws IOException {
        PostgresDatabase database = SharedServers.newDatabase();
        Map<String, String> variables = new HashMap<>();
        inFile("SECRET_KEY", GatewayNode.SECRET_KEY, variables);
        inFile("DB_PASSWORD", database.password(), variables);
        inFile("DB_OWNER_PASSWORD", database.ownerPassword(), variables);
        try (GatewayNode node = GatewayNode.on(database, variables)) {
            TestPerson ada = TestPerson.named("ada");
            ada.register(node.api()).is(201);
            assertThat(ada.logIn(node.api()).accessToken()).isNotEmpty();
        }
    }

    private void inFile(String name, String secret, Map<String, String> variables) throws IOException {
        variables.put(name, "");
        variables.put(
                name + "_FILE",
                Files.writeString(directory.resolve(name), secret + "\n").toString());
    }
}
