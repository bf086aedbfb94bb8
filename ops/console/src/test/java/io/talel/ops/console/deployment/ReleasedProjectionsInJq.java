package io.talel.ops.console.deployment;

import static io.talel.ops.console.deployment.StubbedScripts.CHANGE_SET;
import static io.talel.ops.console.deployment.StubbedScripts.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Projections have the code of the nodes that run, whichever way a release ends. */
class ReleasedProjectionsInJq {

    @TempDir
    private Path directory;

    private StubbedScripts scripts;

    @BeforeEach
    void stubs() throws IOException {
        scripts = StubbedScripts.in(directory);
    }

    @Test
    void the_new_image_rebuilds_projections_while_the_old_nodes_run() throws Exception {
        assertThat(scripts.run("deploy")).isZero();

        assertThat(scripts.steps())
                .containsExactly(
                        "talelio-backup status",
                        CHANGE_SET,
                        "release-of-commit upgrade",
                        RELEASE,
                        "talelio-backup --dry-run",
                        "talelio-backup status");
        assertThat(scripts.asked("ecs register-task-definition"))
                .singleElement()
                .asString()
                .contains("\"image\":\"register/talelio:commit\"", "\"family\":\"talelio-release\"")
                .doesNotContain("revision");
    }

    @Test
    void new_parameters_rebuild_nothing() throws Exception {
        assertThat(scripts.run("deploy", "Domain=api.example.org")).isZero();

        assertThat(scripts.steps()).noneMatch(step -> step.endsWith(" upgrade"));
    }

    /** Its volume may be the snapshot of another release. */
    @Test
    void a_first_release_rebuilds_when_its_nodes_run() throws Exception {
        scripts.answers().put("STACK", "");

        assertThat(scripts.run("deploy")).isZero();

        assertThat(scripts.steps())
                .containsExactly(
                        RELEASE, "talelio-backup upgrade", "talelio-backup --dry-run", "talelio-backup status");
    }

    @Test
    void nothing_is_rebuilt_for_a_release_that_cloudformation_refuses() throws Exception {
        scripts.answers().put("NOT_ACCEPTED", "yes");

        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.steps()).containsExactly("talelio-backup status", CHANGE_SET);
    }

    @Test
    void events_that_fail_are_parked_if_that_is_asked_for() throws Exception {
        assertThat(scripts.run("deploy", "--skip-errors")).isZero();
        assertThat(scripts.run("../replace-nodes", "--skip-errors")).isZero();

        assertThat(scripts.asked("ecs run-task"))
                .anyMatch(line -> line.contains("release-of-commit") && line.contains("\"upgrade\",\"--skip-errors\""));
        assertThat(scripts.asked("docker compose")).anyMatch(line -> line.endsWith("/job upgrade --skip-errors"));
    }

    @Test
    void nothing_is_released_when_a_rebuild_fails_and_those_before_it_are_undone() throws Exception {
        scripts.answers().put("FAILS", "release-of-commit");

        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.steps())
                .containsExactly(
                        "talelio-backup status", CHANGE_SET, "release-of-commit upgrade", "release-of-before upgrade");
    }

    @Test
    void a_release_that_does_not_answer_gives_the_projections_back() throws Exception {
        scripts.answers().put("STATUS", "503");

        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.steps())
                .endsWith("release-of-commit upgrade", RELEASE, "release-of-before upgrade", RELEASE);
    }

    /** Old nodes would write nothing to them. */
    @Test
    void a_release_that_does_not_answer_stays_when_the_image_before_cannot_rebuild_the_projections() throws Exception {
        scripts.answers().put("STATUS", "503");
        scripts.answers().put("FAILS", "release-of-before");

        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.steps()).endsWith("release-of-commit upgrade", RELEASE, "release-of-before upgrade");
        assertThat(scripts.said()).contains("The nodes of commit go on");
    }

    @ParameterizedTest
    @CsvSource({"release-of-, ''", "release-of-before, yes"})
    void old_nodes_that_write_nothing_are_reported(String fails, String refused) throws Exception {
        scripts.answers().put("FAILS", fails);
        scripts.answers().put("REFUSED", refused);

        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.steps()).last().isEqualTo("release-of-before upgrade");
        assertThat(scripts.said())
                .contains("its nodes, which run, write nothing there: release a correction of commit");
    }

    /** It would swap later, and nobody would know. */
    @Test
    void a_release_that_is_cut_off_ends_its_rebuild() throws Exception {
        scripts.answers().put("HANGS", "release-of-commit");
        scripts.program("sleep", "exec /bin/sleep 0.1");
        Process release = scripts.start("", "deploy", List.of());
        await().until(() -> Files.exists(directory.resolve("asked"))
                && scripts.asked("ecs describe-tasks").size() > 2);

        release.destroy();

        assertThat(release.waitFor()).isNotZero();
        assertThat(scripts.asked("ecs stop-task"))
                .containsExactly("ecs stop-task --cluster account --task arn:aws:ecs:eu-central-1:1:task/account/1f3");
    }

    @Test
    void a_rebuild_goes_on_when_aws_does_not_answer_once() throws Exception {
        scripts.answers().put("ANSWERS_LATER", "2");

        assertThat(scripts.run("run", "upgrade")).isZero();

        assertThat(scripts.asked("ecs describe-tasks")).hasSize(3);
        assertThat(scripts.asked("ecs stop-task")).isEmpty();
    }

    @Test
    void a_release_whose_nodes_do_not_start_gives_the_projections_back() throws Exception {
        scripts.answers().put("REFUSED", "yes");

        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.steps()).endsWith("release-of-commit upgrade", RELEASE, "release-of-before upgrade");
    }

    @Test
    void a_release_goes_back_when_the_status_fails_after_it() throws Exception {
        scripts.answers().put("BREAKS", "\"status\"");

        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.said()).contains("talelio status fails\n");
        assertThat(scripts.steps())
                .containsSubsequence(RELEASE, "talelio-backup status", "release-of-before upgrade", RELEASE);
    }

    /** It may be the one that mends it. */
    @Test
    void a_release_stays_when_the_status_failed_before_it() throws Exception {
        scripts.answers().put("FAILS", "\"status\"");

        assertThat(scripts.run("deploy")).isZero();

        assertThat(scripts.said()).contains("talelio status fails before this release");
    }

    @Test
    void a_release_with_projections_of_other_code_goes_back_whatever_the_status_was() throws Exception {
        scripts.answers().put("FAILS", "\"status\"");
        scripts.answers().put("BREAKS", "dry-run");

        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.steps())
                .containsSubsequence(RELEASE, "talelio-backup --dry-run", "release-of-before upgrade", RELEASE);
    }

    @Test
    void nothing_is_released_when_nobody_knows_the_status_before() throws Exception {
        scripts.answers().put("FAILS", "\"status\"");
        scripts.answers().put("CODE", "137");
        scripts.answers().put("BEFORE", "137");

        assertThat(scripts.run("deploy")).isEqualTo(1);
        assertThat(scripts.steps()).containsExactly("talelio-backup status");
        assertThat(scripts.run("../replace-nodes")).isEqualTo(1);
        assertThat(Files.readAllLines(directory.resolve("nodes"))).containsExactly("old-1", "old-2");
        assertThat(scripts.asked("docker ")).noneMatch(line -> line.contains(" up "));
    }

    @Test
    void in_compose_no_old_node_ends_before_the_projections_are_those_of_the_new_ones() throws Exception {
        scripts.answers().put("FAILS", " upgrade$");

        assertThat(scripts.run("../replace-nodes")).isEqualTo(1);

        assertThat(Files.readAllLines(directory.resolve("nodes"))).containsExactly("old-1", "old-2", "new-1");
    }

    @ParameterizedTest
    @CsvSource({"status, 0, 1", "status, 3, 0", "dry-run, 0, 1", "dry-run, 3, 1", "nothing, 3, 0"})
    void in_compose_a_release_has_failed_when_its_status_does_or_its_projections_have_other_code(
            String fails, String before, int code) throws Exception {
        scripts.answers().put("FAILS", fails + "$");
        scripts.answers().put("BEFORE", before);

        assertThat(scripts.run("../replace-nodes")).isEqualTo(code);

        assertThat(scripts.said().contains("Projections have other code, or talelio status fails"))
                .isEqualTo(code == 1);
    }

    @Test
    void in_compose_projections_are_rebuilt_where_no_old_node_runs() throws Exception {
        Files.writeString(directory.resolve("nodes"), "");

        assertThat(scripts.run("../replace-nodes")).isZero();

        assertThat(scripts.asked("docker compose"))
                .extracting(line -> line.replaceFirst(".*(compose.yaml|/job) ", ""))
                .containsSubsequence("up -d", "upgrade", "projections upgrade --reason a release --dry-run", "status");
    }
}
