package io.talel.ops.localstack.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackEnvTest {

    @TempDir
    private Path directory;

    private DataDirectory data;

    @BeforeEach
    void claim() {
        data = DataDirectory.claim(directory);
    }

    @AfterEach
    void giveBack() {
        data.close();
    }

    @Test
    void what_is_embedded_takes_the_place_of_what_the_shell_exports() {
        StackEnv stack = stackEnv(Map.of("AWS_REGION", "eu-west-1"), Map.of("AWS_REGION", "eu-central-1"));

        assertThat(stack.variables()).containsEntry("AWS_REGION", "eu-central-1");
    }

    @Test
    void what_is_named_is_handed_on_and_completed() {
        StackEnv stack = stackEnv(
                Map.of("DB_HOST", "db", "DB_USER", "app", "DB_PASSWORD", "secret", "WHITELISTED_EMAILS", "a@b.c"),
                Map.of());

        assertThat(stack.variables())
                .containsEntry("DB_HOST", "db")
                .containsEntry("DB_PORT", "5432")
                .containsEntry("PGHOST", "db")
                .containsEntry("PGUSER", "app")
                .containsEntry("PGPASSWORD", "secret")
                .containsEntry("WHITELISTED_EMAILS", "a@b.c");
    }

    @Test
    void psql_connects_as_the_owner_where_there_is_one() {
        StackEnv stack = stackEnv(
                Map.of(),
                Map.of("DB_USER", "app", "DB_PASSWORD", "a", "DB_OWNER_USER", "owner", "DB_OWNER_PASSWORD", "o"));

        assertThat(stack.variables()).containsEntry("PGUSER", "owner").containsEntry("PGPASSWORD", "o");
    }

    @Test
    void redis_by_its_old_name_is_handed_on_by_the_new_one() {
        assertThat(stackEnv(Map.of("ENV", "production", "HOST", "redis.local"), Map.of())
                        .variables())
                .containsEntry("REDIS_HOST", "redis.local");
    }

    @Test
    void a_second_node_in_production_gets_the_setting_of_the_proxies() {
        assertThat(stackEnv(Map.of("ENV", "production", "TRUSTED_PROXIES", "none"), Map.of())
                        .variables())
                .containsEntry("ENV", "production")
                .containsEntry("TRUSTED_PROXIES", "none");
    }

    @Test
    void a_secret_key_in_a_file_is_handed_on_and_none_is_generated() {
        assertThat(stackEnv(Map.of("SECRET_KEY_FILE", "/run/secrets/key"), Map.of())
                        .variables())
                .containsEntry("SECRET_KEY_FILE", "/run/secrets/key")
                .doesNotContainKey("SECRET_KEY");
    }

    @Test
    void a_value_that_a_shell_would_split_is_left_out_and_told() throws IOException {
        StackEnv stack = stackEnv(Map.of("EMAIL_SENDER", "Talelio <mail@talel.io>", "EMAIL_USER", "mail"), Map.of());

        assertThat(stack.write(data)).containsExactly("EMAIL_SENDER");
        assertThat(Files.readAllLines(data.stackEnv()))
                .contains("EMAIL_USER=mail")
                .allMatch(line -> line.matches("[A-Z0-9_]+=[^\\s'\"]*"));
    }

    private StackEnv stackEnv(Map<String, String> environment, Map<String, String> embedded) {
        return StackEnv.of(new Environment(environment), embedded, data);
    }
}
