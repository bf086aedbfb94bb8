package io.talel.ops.console.deployment;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that release, with stubs of AWS and Docker that record requests and give prepared answers. */
class DeployScriptsInJq {

    private static final Path SCRIPTS = Path.of("..", "deploy", "aws").toAbsolutePath();

    private static final String RUNNING =
            "{\"services\":[{\"deployments\":[{\"taskDefinition\":\"%s\",\"runningCount\":2,\"desiredCount\":2}]}]}";

    private static final String STACK = "{\"Stacks\":[{\"StackStatus\":\"%s\","
            + "\"Parameters\":[{\"ParameterKey\":\"Tag\",\"ParameterValue\":\"before\"},"
            + "{\"ParameterKey\":\"CorsOrigins\",\"ParameterValue\":\"https://a,https://b\"}]}]}";

    @TempDir
    private Path directory;

    private final Map<String, String> answers = new HashMap<>();

    @BeforeEach
    void a_release_that_succeeds() throws IOException {
        answers.put("DIRTY", "");
        answers.put("BUILT", "commit");
        answers.put("PUSHED", "An error occurred (ImageNotFoundException)");
        answers.put("CREATED", "CREATE_COMPLETE");
        answers.put("STACK", STACK.formatted("UPDATE_COMPLETE"));
        answers.put("TEMPLATE", "");
        answers.put("RUNNING", RUNNING.formatted("new"));
        answers.put("STATUS", "200");
        Path template = directory.resolve("ops/deploy/aws/service.yaml");
        Files.createDirectories(template.getParent());
        Files.writeString(template, "new template\n");
        program("sleep", "");
        program("git", """
                case "$*" in
                    "rev-parse --show-toplevel") pwd ;;
                    "rev-parse --short=12 HEAD") echo commit ;;
                    "rev-parse "*) echo files ;;
                    "status "*) printf '%s' "$DIRTY" ;;
                esac""");
        Files.writeString(directory.resolve("nodes"), "old-1\nold-2\n");
        program("docker", """
                cd "${0%/*}"
                echo "docker $*" >>asked
                case "$*" in
                    "image inspect"*) echo "$BUILT" ;;
                    *"ps -q api" | *"ps -aq api") cat nodes ;;
                    *"up -d --wait"*) echo "new-$(grep -c 'up -d --wait' asked)" >>nodes; [ "$HEALTHY" = yes ] ;;
                    "rm "*) sed -i "/^${*: -1}$/d" nodes ;;
                esac""");
        program("curl", "printf '%s' \"$STATUS\"");
        program("aws", """
                cd "${0%/*}"
                echo "$*" >>asked
                case "$*" in
                    *StackStatus) [ -n "$CREATED" ] || { echo 'Stack does not exist' >&2; exit 254; }
                        echo "$CREATED" ;;
                    "cloudformation deploy "*"--stack-name talelio "*)
                        cat "$(sed 's/.*--template-file \\([^ ]*\\).*/\\1/' <<<"$*")" >>released ;;
                    *get-template*) [ -z "$TEMPLATE" ] || { echo "$TEMPLATE" >&2; exit 254; }
                        echo '{"TemplateBody":"template before"}' ;;
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
    void nothing_is_released_without_the_template_to_go_back_to() throws Exception {
        answers.put("TEMPLATE", "An error occurred (AccessDenied)");

        assertThat(run("deploy")).isNotZero();

        assertThat(asked("cloudformation deploy")).isEmpty();
    }

    @Test
    void a_new_account_keeps_what_a_failed_creation_has_made() throws Exception {
        answers.put("CREATED", "");

        assertThat(run("up", "owner/name", "AlarmEmail=a@example.org")).isZero();

        assertThat(asked("cloudformation delete-stack")).isEmpty();
        assertThat(asked("cloudformation deploy")).hasSize(2);
        assertThat(asked("cloudformation deploy").getFirst()).endsWith("--template-file buckets.yaml");
        assertThat(asked("cloudformation deploy").getLast())
                .contains("--stack-name talelio-account", "--disable-rollback")
                .endsWith("Repository=owner/name AlarmEmail=a@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE_FAILED", "ROLLBACK_COMPLETE"})
    void a_failed_account_is_removed_and_created_anew(String status) throws Exception {
        answers.put("CREATED", status);

        assertThat(run("up", "owner/name")).isZero();

        assertThat(asked("cloudformation delete-stack --stack-name talelio-account"))
                .hasSize(1);
        assertThat(asked("cloudformation wait stack-delete-complete --stack-name talelio-account"))
                .hasSize(1);
        assertThat(asked("cloudformation deploy").getLast()).contains("--disable-rollback");
    }

    @Test
    void an_account_that_runs_is_changed_and_a_failed_change_taken_back() throws Exception {
        assertThat(run("up", "owner/name")).isZero();

        assertThat(asked("cloudformation delete-stack")).isEmpty();
        assertThat(asked("cloudformation deploy")).hasSize(2).noneMatch(line -> line.contains("--disable-rollback"));
    }

    @Test
    void in_compose_one_node_after_the_other_gives_way_to_a_healthy_one() throws Exception {
        answers.put("HEALTHY", "yes");

        assertThat(run("../replace-nodes")).isZero();

        assertThat(Files.readAllLines(directory.resolve("nodes"))).containsExactly("new-1", "new-2");
        assertThat(asked("docker "))
                .filteredOn(line -> !line.contains(" ps "))
                .extracting(line -> line.replaceFirst(".* -f \\S+/compose.yaml", "compose"))
                .containsExactly(
                        "compose up -d --wait --wait-timeout 300 --no-deps --no-recreate --scale api=3 api",
                        "docker stop old-1",
                        "docker rm old-1",
                        "compose up -d --wait --wait-timeout 300 --no-deps --no-recreate --scale api=3 api",
                        "docker stop old-2",
                        "docker rm old-2",
                        "compose up -d");
    }

    @Test
    void in_compose_old_nodes_go_on_when_a_new_one_is_not_healthy() throws Exception {
        answers.put("HEALTHY", "no");

        assertThat(run("../replace-nodes")).isEqualTo(1);

        assertThat(Files.readAllLines(directory.resolve("nodes"))).containsExactly("old-1", "old-2");
        assertThat(asked("docker stop")).isEmpty();
        assertThat(asked("docker ")).noneMatch(line -> line.endsWith("compose.yaml up -d"));
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
        assertThat(Files.readAllLines(directory.resolve("released")))
                .containsExactly("new template", "template before");
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
