package io.talel.ops.console.deployment;

import static io.talel.ops.console.deployment.Deployment.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Workflows use fixed actions, few rights, and hand on the secrets that they need. */
class WorkflowsTest {

    @Test
    void a_workflow_hands_on_the_secrets_that_the_other_declares() {
        Yaml handedOn = workflow("cd").at("jobs", "ci", "secrets");
        assertThat(handedOn.names())
                .isNotEmpty()
                .containsExactlyElementsOf(
                        workflow("ci").at("on", "workflow_call", "secrets").names());
    }

    @Test
    void workflows_use_actions_by_their_digest_and_may_read_only() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "..", ".github", "workflows"))) {
            for (Path file : files.toList()) {
                String workflow = Files.readString(file);
                assertThat(workflow).contains("\npermissions:\n  contents: read\n\n");
                assertThat(workflow.lines().filter(line -> line.contains("uses: ") && !line.contains("uses: ./")))
                        .isNotEmpty()
                        .allMatch(line -> line.matches(".*@[0-9a-f]{40} # v[0-9.]+"));
            }
        }
    }

    @Test
    void coverage_is_known_of_the_branch_that_pull_requests_go_to() {
        Yaml on = workflow("ci").at("on");
        assertThat(on.at("push", "branches").texts())
                .isNotEmpty()
                .isEqualTo(on.at("pull_request", "branches").texts());
    }

    @Test
    void licences_and_bill_of_materials_are_kept() {
        assertThat(workflow("ci").at("jobs", "static", "steps").each())
                .filteredOn(step -> step.has("with") && step.at("with").has("path"))
                .singleElement()
                .satisfies(step -> assertThat(step.at("with", "path").text().lines())
                        .containsExactly("target/licences.txt", "target/sbom.json"));
    }

    /** Without names of services, all of them. */
    @Test
    void everything_of_compose_runs_before_its_image_is_released() {
        assertThat(commands("cd", "deploy"))
                .anySatisfy(command -> assertThat(command.lines())
                        .anyMatch(
                                line -> line.matches(".* -f ops/deploy/compose.yaml up -d --wait --wait-timeout \\d+"))
                        .anyMatch(line -> line.contains(" projections upgrade ") && line.endsWith(" --dry-run"))
                        .last()
                        .asString()
                        .endsWith(" ops/talelio status"))
                .last()
                .isEqualTo("exec ops/deploy/aws/deploy");
    }

    /** {@code make test} leaves them out, since they need jq. */
    @Test
    void the_scripts_that_release_are_tried_before_they_do() throws IOException {
        assertThat(commands("ci", "static")).contains("make test-scripts");
        assertThat(workflow("cd").at("jobs", "ci", "uses").text()).isEqualTo("./.github/workflows/ci.yml");
        assertThat(workflow("cd").at("jobs", "deploy", "needs").text()).isEqualTo("ci");
        assertThat(Files.readString(Path.of("..", "..", "Makefile")))
                .containsPattern("\ntest-scripts:.*\n(\t.*\n)*\t[$][(]MVN[)] verify -Pdrills .*-Dit.test='[*]InJq' ");
    }

    @Test
    void a_release_may_take_as_long_as_its_role() {
        int seconds = Integer.parseInt(
                ACCOUNT.at("DeployRole", "Properties", "MaxSessionDuration").text());
        Yaml job = workflow("cd").at("jobs", "deploy");

        assertThat(job.at("steps").each())
                .filteredOn(step -> step.has("with") && step.at("with").has("role-to-assume"))
                .singleElement()
                .satisfies(step -> assertThat(
                                step.at("with", "role-duration-seconds").text())
                        .isEqualTo(String.valueOf(seconds)));
        // The image comes before.
        assertThat(Integer.parseInt(job.at("timeout-minutes").text())).isGreaterThanOrEqualTo(seconds / 60 + 60);
    }

    /** Such a container is root, and the checkout belongs to the user of the runner. */
    @Test
    void git_works_in_a_container_whose_checkout_belongs_to_another() {
        assertThat(workflow("nightly").at("jobs", "drills").has("container")).isTrue();
        assertThat(commands("nightly", "drills"))
                .containsSubsequence("git config --global --add safe.directory \"$GITHUB_WORKSPACE\"", "make drills");
    }

    private static List<String> commands(String workflow, String job) {
        return workflow(workflow).at("jobs", job, "steps").each().stream()
                .filter(step -> step.has("run"))
                .map(step -> step.at("run").text())
                .toList();
    }

    private static Yaml workflow(String name) {
        return Yaml.of("../../.github/workflows/" + name + ".yml");
    }
}
