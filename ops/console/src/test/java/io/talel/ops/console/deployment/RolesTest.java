package io.talel.ops.console.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code postgres/roles} with a psql that only says its arguments; what it makes is in RolesInPsql of the drills. */
class RolesTest {

    @TempDir
    private Path directory;

    @Test
    void no_password_is_an_argument_which_others_on_the_machine_can_see() throws Exception {
        program("pg_isready", "");
        program("psql", "echo arguments: \"$@\"");

        String said = run(Map.of("DB_PASSWORD", "of-application", "DB_OWNER_PASSWORD", "of-owner"));

        assertThat(said).startsWith("arguments: -").doesNotContain("of-application", "of-owner");
    }

    @Test
    void a_missing_password_is_told_before_anything_is_done() throws Exception {
        program("pg_isready", "echo asked");
        program("psql", "echo asked");

        assertThat(run(Map.of("DB_PASSWORD", "of-application")))
                .contains("DB_OWNER_PASSWORD")
                .doesNotContain("asked");
    }

    private String run(Map<String, String> passwords) throws IOException, InterruptedException {
        ProcessBuilder script =
                new ProcessBuilder(Path.of("..", "deploy", "postgres", "roles").toString());
        Map<String, String> environment = script.environment();
        environment.keySet().removeIf(name -> name.startsWith("DB_"));
        environment.putAll(
                Map.of("DB_HOST", "h", "DB_NAME", "talelio", "DB_USER", "talelio", "DB_OWNER_USER", "talelio_owner"));
        environment.putAll(passwords);
        environment.merge("PATH", directory.toString(), (path, ours) -> ours + ":" + path);
        Process running = script.redirectErrorStream(true).start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        running.waitFor();
        return said;
    }

    private void program(String name, String script) throws IOException {
        Path program = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}
