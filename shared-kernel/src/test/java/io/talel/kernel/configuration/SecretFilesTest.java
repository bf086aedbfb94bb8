package io.talel.kernel.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretFilesTest {

    private static final Map<String, String> FILES =
            Map.of("/run/password", "secret \n", "/run/windows", "secret\r\n", "/run/empty", "\n");

    @Test
    void a_secret_is_the_content_of_its_file_without_the_last_line_break() {
        SecretFiles secrets = read(Map.of("DB_PASSWORD_FILE", "/run/password", "REDIS_PASSWORD_FILE", "/run/windows"));

        assertThat(secrets.findings()).isEmpty();
        assertThat(secrets.values()).isEqualTo(Map.of("DB_PASSWORD", "secret ", "REDIS_PASSWORD", "secret"));
    }

    @Test
    void an_empty_variable_beside_the_file_does_not_count() {
        assertThat(read(Map.of("DB_PASSWORD", "", "DB_PASSWORD_FILE", "/run/password"))
                        .values())
                .containsKey("DB_PASSWORD");
        assertThat(read(Map.of("DB_PASSWORD", "a", "DB_PASSWORD_FILE", ""))).isEqualTo(read(Map.of()));
    }

    @Test
    void a_secret_that_is_given_twice_is_refused() {
        assertThat(read(Map.of("DB_PASSWORD", "hunter2", "DB_PASSWORD_FILE", "/run/password"))
                        .findings())
                .singleElement()
                .hasToString("DB_PASSWORD is set, and so is DB_PASSWORD_FILE. Unset one of them.");
    }

    @Test
    void a_file_that_cannot_be_read_or_is_empty_is_refused() {
        for (String file : new String[] {"/run/nowhere", "/run/empty"}) {
            assertThat(read(Map.of("DB_PASSWORD_FILE", file)).findings())
                    .singleElement()
                    .hasToString("DB_PASSWORD_FILE names " + file
                            + ", which cannot be read or is empty. Name a file that holds"
                            + " the secret and nothing else, and that the user of this process may read.");
        }
    }

    @Test
    void a_key_whose_file_cannot_be_read_is_not_missing_too() {
        assertThat(Values.ofProduction(Map.of("SECRET_KEY", "", "SECRET_KEY_FILE", "/run/nowhere")))
                .singleElement()
                .asString()
                .startsWith("REFUSED: SECRET_KEY_FILE names /run/nowhere");
    }

    @Test
    void a_node_does_not_mind_a_secret_of_commands_that_cannot_be_read() {
        SecretFiles secrets = read(Map.of("BACKUP_WEBHOOK_FILE", "/run/nowhere"));

        assertThat(secrets.findings(Set.of(VariableScope.NODES))).isEmpty();
        assertThat(secrets.findings(Set.of(VariableScope.COMMANDS))).hasSize(1);
    }

    @Test
    void what_is_no_secret_has_no_file() {
        assertThat(read(Map.of("DB_HOST_FILE", "/run/password")).values()).isEmpty();
        assertThat(read(Map.of("BACKUP_KEY_FILE", "/run/nowhere")).findings()).isEmpty();
    }

    private static SecretFiles read(Map<String, String> variables) {
        return SecretFiles.of(
                name -> Optional.ofNullable(variables.get(name)), file -> Optional.ofNullable(FILES.get(file)));
    }
}
