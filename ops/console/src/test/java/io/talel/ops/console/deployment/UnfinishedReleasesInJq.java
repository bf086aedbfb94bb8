package io.talel.ops.console.deployment;

import static io.talel.ops.console.deployment.StubbedScripts.CANCEL;
import static io.talel.ops.console.deployment.StubbedScripts.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The AWS CLI gives up after an hour and CloudFormation goes on. Projections have the code of the nodes that run in the end.
 */
class UnfinishedReleasesInJq {

    @TempDir
    private Path directory;

    private StubbedScripts scripts;

    @BeforeEach
    void stubs() throws IOException {
        scripts = StubbedScripts.in(directory);
        scripts.answers().put("REFUSED", "yes");
    }

    @Test
    void an_update_that_goes_on_is_cancelled_and_gives_the_projections_back_when_it_has_ended() throws Exception {
        scripts.answers().put("AFTER", "UPDATE_IN_PROGRESS UPDATE_ROLLBACK_IN_PROGRESS UPDATE_ROLLBACK_COMPLETE");

        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.steps()).endsWith("release-of-commit upgrade", RELEASE, CANCEL, "release-of-before upgrade");
        assertThat(directory.resolve("looks")).hasContent("\n\n\n");
    }

    @Test
    void an_update_that_is_being_taken_back_is_awaited() throws Exception {
        scripts.answers()
                .put(
                        "AFTER",
                        "UPDATE_ROLLBACK_IN_PROGRESS UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS UPDATE_ROLLBACK_COMPLETE");

        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.steps()).endsWith(RELEASE, "release-of-before upgrade");
        assertThat(directory.resolve("looks")).hasContent("\n\n\n");
    }

    /** CloudFormation has refused it. */
    @Test
    void an_update_that_has_not_begun_gives_the_projections_back() throws Exception {
        scripts.answers().put("AFTER", "UPDATE_COMPLETE");

        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.steps()).endsWith(RELEASE, "release-of-before upgrade");
    }

    @Test
    void an_update_that_succeeds_before_it_is_cancelled_stays() throws Exception {
        scripts.answers().put("AFTER", "UPDATE_IN_PROGRESS UPDATE_COMPLETE_CLEANUP_IN_PROGRESS UPDATE_COMPLETE");
        scripts.answers().put("UPDATED", "2026-01-02");
        scripts.answers().put("NOT_CANCELLED", "yes");

        assertThat(scripts.run("deploy")).isZero();

        assertThat(scripts.steps()).endsWith(RELEASE, CANCEL, "talelio-backup --dry-run", "talelio-backup status");
    }

    @Test
    void other_parameters_that_have_come_in_stay() throws Exception {
        scripts.answers().put("AFTER", "UPDATE_COMPLETE");
        scripts.answers().put("UPDATED", "2026-01-02");

        assertThat(scripts.run("deploy", "Domain=example.org")).isZero();

        assertThat(scripts.steps()).endsWith(RELEASE, "talelio-backup --dry-run", "talelio-backup status");
    }

    @Test
    void a_look_that_is_not_answered_is_repeated() throws Exception {
        scripts.answers().put("AFTER", "unknown UPDATE_IN_PROGRESS unknown UPDATE_ROLLBACK_COMPLETE");

        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.steps()).endsWith(RELEASE, CANCEL, "release-of-before upgrade");
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE_IN_PROGRESS, yes, UPDATE_IN_PROGRESS",
        "UPDATE_IN_PROGRESS UPDATE_ROLLBACK_FAILED, '', UPDATE_ROLLBACK_FAILED",
        "UPDATE_ROLLBACK_FAILED, '', UPDATE_ROLLBACK_FAILED",
        "UPDATE_ROLLBACK_IN_PROGRESS, '', UPDATE_ROLLBACK_IN_PROGRESS",
        "unknown, '', unknown"
    })
    void nothing_is_given_back_while_new_nodes_may_come(String after, String notCancelled, String status)
            throws Exception {
        scripts.answers().put("AFTER", after);
        scripts.answers().put("NOT_CANCELLED", notCancelled);

        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.steps()).last().isIn(RELEASE, CANCEL);
        assertThat(scripts.said())
                .contains(
                        "The stack talelio is " + status + ":",
                        "docs/deploy.md",
                        "release a correction, or Tag=before");
    }
}
