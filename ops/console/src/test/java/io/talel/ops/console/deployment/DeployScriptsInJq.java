package io.talel.ops.console.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that release. */
class DeployScriptsInJq {

    private static final String JOB = "compose run --rm -T --no-deps backup ops/deploy/backup/job ";

    @TempDir
    private Path directory;

    private StubbedScripts scripts;

    @BeforeEach
    void stubs() throws IOException {
        scripts = StubbedScripts.in(directory);
    }

    @Test
    void a_release_is_pushed_and_deployed() throws Exception {
        assertThat(scripts.run("deploy")).isZero();

        assertThat(scripts.asked("docker push")).hasSize(2);
        assertReleased("Tag=commit Files=files-commit-commit", "of commit");
    }

    @Test
    void a_first_release_has_an_image_and_parameters() throws Exception {
        scripts.answers().put("STACK", "");

        assertThat(scripts.run("deploy", "Domain=api.example.org")).isZero();

        assertThat(scripts.asked("docker push")).hasSize(2);
        assertReleased("Tag=commit Files=files-commit-commit Domain=api.example.org", "of commit");
    }

    @Test
    void parameters_change_without_an_image_and_keep_the_template_that_runs() throws Exception {
        scripts.answers().put("DIRTY", " M README.md");

        assertThat(scripts.run("deploy", "Domain=api.example.org")).isZero();

        assertThat(scripts.asked("docker ")).isEmpty();
        assertReleased("--parameter-overrides Domain=api.example.org", "before");
    }

    @Test
    void an_older_image_of_the_register_comes_back_with_its_template() throws Exception {
        scripts.answers().put("PUSHED", "yes");

        assertThat(scripts.run("deploy", "Tag=older", "Domain=api.example.org")).isZero();

        assertThat(scripts.asked("docker ")).isEmpty();
        assertReleased("Tag=older Files=files-older-older Domain=api.example.org", "of older");
    }

    /** The register keeps fewer of these. */
    @Test
    void files_of_an_older_image_are_pushed_from_it() throws Exception {
        scripts.answers().put("PUSHED", "older");
        scripts.answers().put("NOT_PUSHED", "An error occurred (ImageNotFoundException)");

        assertThat(scripts.run("deploy", "Tag=older")).isZero();

        assertThat(scripts.asked("docker "))
                .filteredOn(line -> !line.startsWith("docker login"))
                .containsExactly(
                        "docker pull --quiet register/talelio:older",
                        "docker tag register/talelio:older register/talelio:files-older-older",
                        "docker push --quiet register/talelio:files-older-older");
    }

    @ParameterizedTest
    @CsvSource({"older, The register has no image of older", "unknown, This clone has no commit unknown: git fetch"})
    void nothing_is_released_of_a_commit_without_an_image(String commit, String reason) throws Exception {
        assertThat(scripts.run("deploy", "Tag=" + commit)).isEqualTo(1);

        assertThat(scripts.said()).isEqualTo(reason + "\n");
        assertThat(scripts.released()).isEmpty();
    }

    @Test
    void a_parameter_that_the_template_lacks_ends_the_release() throws Exception {
        assertThat(scripts.run("deploy", "CorsOrigin=https://example.org")).isEqualTo(1);
        assertThat(scripts.said()).isEqualTo("service.yaml has no parameter CorsOrigin\n");
        assertThat(scripts.run("deploy", "Api=x")).isEqualTo(1);

        assertThat(scripts.asked("docker push")).isEmpty();
        assertThat(scripts.released()).isEmpty();
    }

    @Test
    void what_is_pushed_is_not_pushed_again() throws Exception {
        scripts.answers().put("PUSHED", "yes");

        assertThat(scripts.run("deploy")).isZero();

        assertThat(scripts.asked("docker push")).isEmpty();
    }

    @Test
    void a_register_that_does_not_say_ends_the_release() throws Exception {
        scripts.answers().put("PUSHED", "An error occurred (AccessDeniedException)");

        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.asked("docker push")).isEmpty();
        assertThat(scripts.released()).isEmpty();
    }

    @Test
    void neither_changes_nor_another_image_are_released() throws Exception {
        scripts.answers().put("DIRTY", " M README.md");
        assertThat(scripts.run("deploy")).isEqualTo(1);
        scripts.answers().put("DIRTY", "");
        scripts.answers().put("BUILT", "other");
        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.released()).isEmpty();
    }

    @Test
    void a_release_that_does_not_answer_goes_back_with_all_its_parameters() throws Exception {
        scripts.answers().put("STATUS", "503");
        assertGoesBack();
    }

    @Test
    void a_release_whose_nodes_do_not_run_goes_back() throws Exception {
        scripts.answers().put("RUNNING", StubbedScripts.RUNNING.formatted("old"));
        assertGoesBack();
    }

    @Test
    void a_first_release_that_failed_is_removed() throws Exception {
        scripts.answers().put("STACK", StubbedScripts.STACK.formatted("ROLLBACK_COMPLETE"));

        assertThat(scripts.run("deploy")).isZero();

        assertThat(scripts.asked("cloudformation delete-stack --stack-name talelio "))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_FAILED", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"})
    void nothing_is_released_into_a_stack_that_takes_no_update(String status) throws Exception {
        scripts.answers().put("STACK", StubbedScripts.STACK.formatted(status));

        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.said()).startsWith("The stack talelio is " + status);
        assertThat(scripts.asked("docker push")).isEmpty();
        assertThat(scripts.asked("ecs ")).isEmpty();
    }

    @Test
    void nothing_is_released_without_the_template_to_go_back_to() throws Exception {
        scripts.answers().put("TEMPLATE", "An error occurred (AccessDenied)");

        assertThat(scripts.run("deploy")).isNotZero();

        assertThat(scripts.released()).isEmpty();
    }

    @Test
    void in_compose_one_node_after_the_other_gives_way_to_a_healthy_one() throws Exception {
        assertThat(scripts.run("../replace-nodes")).isZero();

        assertThat(Files.readAllLines(directory.resolve("nodes"))).containsExactly("new-1", "new-2");
        assertThat(scripts.asked("docker "))
                .filteredOn(line -> !line.contains(" ps ")
                        && !line.startsWith("docker inspect ")
                        && !line.startsWith("docker compose version")
                        && !line.endsWith(" config"))
                .extracting(line -> line.replaceFirst(".* -f \\S+/compose.yaml", "compose"))
                .containsExactly(
                        "compose exec -T incremental ops/talelio status",
                        "compose up -d --wait --wait-timeout 300 --no-deps --no-recreate --scale api=3 api",
                        JOB + "upgrade",
                        "docker stop old-1",
                        "docker rm old-1",
                        "compose up -d --wait --wait-timeout 300 --no-deps --no-recreate --scale api=3 api",
                        "docker stop old-2",
                        "docker rm old-2",
                        "compose up -d",
                        JOB + "upgrade",
                        JOB + "projections upgrade --reason a release --dry-run",
                        JOB + "status");
    }

    /** A rebuild failed, and its node is the one that has to go on until the end. */
    @Test
    void in_compose_a_second_attempt_starts_no_node_more_and_ends_the_oldest_first() throws Exception {
        Files.writeString(directory.resolve("nodes"), "left\nold-1\nold-2\n");

        assertThat(scripts.run("../replace-nodes")).isZero();

        assertThat(Files.readAllLines(directory.resolve("nodes"))).containsExactly("new-2", "new-3");
        assertThat(scripts.asked("docker stop"))
                .containsExactly("docker stop old-1", "docker stop old-2", "docker stop left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.29.2", "2.9.0", "v2.29.2"})
    void in_compose_nothing_is_released_by_a_version_that_would_replace_all_nodes_at_once(String version)
            throws Exception {
        scripts.answers().put("COMPOSE", version);

        assertThat(scripts.run("../replace-nodes")).isEqualTo(1);

        assertThat(scripts.said()).isEqualTo("Docker Compose " + version + " is too old: 2.29.3 is needed\n");
        assertThat(scripts.asked("docker ")).containsExactly("docker compose version --short");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.30.0", "5.0.1"})
    void in_compose_later_versions_release(String version) throws Exception {
        scripts.answers().put("COMPOSE", version);

        assertThat(scripts.run("../replace-nodes")).isZero();
    }

    /** Compose itself does not see that these have changed. */
    @Test
    void in_compose_what_mounts_files_that_have_changed_is_restarted() throws Exception {
        scripts.answers().put("STARTED", "2020-11-30T19:00:00.123456789Z");

        assertThat(scripts.run("../replace-nodes")).isZero();

        assertThat(scripts.asked("docker "))
                .filteredOn(line -> line.contains(" restart "))
                .extracting(line -> line.replaceFirst(".* restart ", ""))
                .containsExactly("traefik", "prometheus", "grafana");
    }

    @Test
    void in_compose_old_nodes_go_on_when_a_new_one_is_not_healthy() throws Exception {
        scripts.answers().put("HEALTHY", "no");

        assertThat(scripts.run("../replace-nodes")).isEqualTo(1);

        assertThat(Files.readAllLines(directory.resolve("nodes"))).containsExactly("old-1", "old-2");
        assertThat(scripts.asked("docker stop")).isEmpty();
        assertThat(scripts.asked("docker ")).noneMatch(line -> line.endsWith("compose.yaml up -d"));
    }

    @Test
    void a_job_ends_with_its_exit_code_and_may_have_any_words() throws Exception {
        scripts.answers().put("FAILS", "users");

        assertThat(scripts.run("run", "users", "erase", "7", "--reason", "it's \"so\""))
                .isEqualTo(3);

        assertThat(scripts.asked("ecs run-task").getFirst())
                .contains("\"command\":[\"ops/deploy/backup/job\",\"users\",\"erase\",\"7\",\"--reason\",\"it's"
                        + " \\\"so\\\"\"]");
    }

    @Test
    void a_job_that_has_no_room_fails_at_once() throws Exception {
        scripts.answers().put("TASK", "{\"tasks\":[],\"failures\":[{\"reason\":\"RESOURCE:MEMORY\"}]}");

        assertThat(scripts.run("run", "nightly")).isEqualTo(1);

        assertThat(scripts.said()).contains("RESOURCE:MEMORY");
    }

    private void assertGoesBack() throws IOException, InterruptedException {
        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.released())
                .hasSize(2)
                .last()
                .asString()
                .endsWith("Tag=before CorsOrigins=https://a,https://b");
        assertThat(Files.readAllLines(directory.resolve("released")))
                .contains("  # of commit")
                .endsWith("  # before", "  Api:");
    }

    private void assertReleased(String parameters, String template) throws IOException {
        assertThat(scripts.released()).singleElement().asString().endsWith(parameters);
        assertThat(Files.readAllLines(directory.resolve("released"))).endsWith("  # " + template, "  Api:");
    }
}
