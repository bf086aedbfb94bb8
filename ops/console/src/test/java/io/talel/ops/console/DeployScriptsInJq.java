package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code aws/deploy} and {@code aws/run}, with a stub of AWS that records requests and gives prepared answers. */
class DeployScriptsInJq {

    private static final Path SCRIPTS = Path.of("..", "deploy", "aws").toAbsolutePath();

    private static final String RUNNING =
            "{\"services\":[{\"deployments\":[{\"taskDefinition\":\"%s\",\"runningCount\":2,\"desiredCount\":2}]}]}";

    private static final String STACK = "{\"Stacks\":[{\"StackStatus\":\"%s\","
            + "\"Parameters\":[{\"ParameterKey\":\"Tag\",\"ParameterValue\":\"before\"},"
            + "{\"ParameterKey\":\"CorsOrigins\",\"ParameterValue\":\"https://a,https://b\"}],"
            + "\"Outputs\":[{\"OutputKey\":\"Tag\",\"OutputValue\":\"before\"}]}]}";

    @TempDir
    private Path directory;

    private final Map<String, String> answers = new HashMap<>();

    @BeforeEach
    void a_release_that_succeeds() throws IOException {
        answers.put("DIRTY", "");
        answers.put("BUILT", "commit");
        answers.put("PUSHED", "An error occurred (ImageNotFoundException)");
        answers.put("STACK", STACK.formatted("UPDATE_COMPLETE"));
        answers.put("RUNNING", RUNNING.formatted("new"));
        answers.put("STATUS", "200");
        program("sleep", "");
        program("git", """
                case "$*" in
                    "rev-parse --show-toplevel") pwd ;;
                    "rev-parse --short=12 HEAD") echo commit ;;
                    "rev-parse "*) echo files ;;
                    "status "*) printf '%s' "$DIRTY" ;;
                esac""");
        program("docker", "echo \"docker $*\" >>asked; case \"$*\" in \"image inspect\"*) echo \"$BUILT\" ;; esac");
        program("curl", "printf '%s' \"$STATUS\"");
        program("aws", """
                echo "$*" >>asked
                case "$*" in
                    *"--stack-name talelio-account "*Images*) echo register/talelio ;;
                    *"--stack-name talelio-account "*) echo account ;;
                    *"--stack-name talelio --output json") printf '%s' "$STACK" ;;
                    *ApiTask*) echo new ;;
                    *describe-images*) [ "$PUSHED" = yes ] || { echo "$PUSHED" >&2; exit 254; } ;;
                    *describe-services*) echo "$RUNNING" ;;
                    *run-task*) echo "$TASK" ;;
                    *describe-tasks*) echo '{"tasks":[{"lastStatus":"STOPPED","containers":[{"exitCode":3}]}]}' ;;
                esac""");
    }

    @Test
    void a_release_is_pushed_and_deployed() throws Exception {
        assertThat(run("deploy", "Domain=api.example.org")).isZero();

        assertThat(asked("docker push")).hasSize(2);
        assertThat(asked("cloudformation deploy"))
                .singleElement()
                .asString()
                .endsWith("Tag=commit Files=files-files-files Domain=api.example.org");
    }

    @Test
    void what_is_pushed_is_not_pushed_again() throws Exception {
        answers.put("PUSHED", "yes");

        assertThat(run("deploy")).isZero();

        assertThat(asked("docker push")).isEmpty();
    }

    @Test
    void a_register_that_does_not_say_ends_the_release() throws Exception {
        answers.put("PUSHED", "An error occurred (AccessDeniedException)");

        assertThat(run("deploy")).isEqualTo(1);

        assertThat(asked("docker push")).isEmpty();
        assertThat(asked("cloudformation deploy")).isEmpty();
    }

    @Test
    void neither_changes_nor_another_image_are_released() throws Exception {
        answers.put("DIRTY", " M README.md");
        assertThat(run("deploy")).isEqualTo(1);
        answers.put("DIRTY", "");
        answers.put("BUILT", "other");
        assertThat(run("deploy")).isEqualTo(1);

        assertThat(asked("cloudformation deploy")).isEmpty();
    }

    @Test
    void a_release_that_does_not_answer_goes_back_with_all_its_parameters() throws Exception {
        answers.put("STATUS", "503");
        assertGoesBack();
    }

    @Test
    void a_release_whose_nodes_do_not_run_goes_back() throws Exception {
        answers.put("RUNNING", RUNNING.formatted("old"));
        assertGoesBack();
    }

    @Test
    void a_first_release_that_failed_is_removed() throws Exception {
        answers.put("STACK", STACK.formatted("ROLLBACK_COMPLETE"));

        assertThat(run("deploy")).isZero();

        assertThat(asked("cloudformation delete-stack --stack-name talelio ")).hasSize(1);
    }

    @Test
    void a_job_ends_with_its_exit_code_and_may_have_any_words() throws Exception {
        answers.put("TASK", "{\"tasks\":[{\"taskArn\":\"task\"}]}");

        assertThat(run("run", "users", "erase", "7", "--reason", "it's \"so\"")).isEqualTo(3);

        assertThat(asked("ecs run-task").getFirst())
                .contains(
                        "\"command\":[\"ops/deploy/backup/job\",\"users\",\"erase\",\"7\",\"--reason\",\"it's \\\"so\\\"\"]");
    }

    @Test
    void a_job_that_has_no_room_fails_at_once() throws Exception {
        answers.put("TASK", "{\"tasks\":[],\"failures\":[{\"reason\":\"RESOURCE:MEMORY\"}]}");

        assertThat(run("run", "nightly")).isEqualTo(1);

        assertThat(Files.readString(directory.resolve("said"))).contains("RESOURCE:MEMORY");
    }

    private void assertGoesBack() throws IOException, InterruptedException {
        assertThat(run("deploy")).isEqualTo(1);

        assertThat(asked("cloudformation deploy"))
                .hasSize(2)
                .last()
                .asString()
                .endsWith("Tag=before CorsOrigins=https://a,https://b");
    }

    private List<String> asked(String command) throws IOException {
        return Files.readAllLines(directory.resolve("asked")).stream()
                .filter(line -> line.startsWith(command))
                .toList();
    }

    private int run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).directory(directory.toFile());
        process.environment().putAll(answers);
        process.environment().merge("PATH", directory.toString(), (path, ours) -> ours + ":" + path);
        process.environment().put("ENGINE", "docker");
        return process.redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start()
                .waitFor();
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/bash\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
