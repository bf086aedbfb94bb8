package io.talel.ops.console.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of the workflow says why a release failed. */
class FailedReleasesInJq {

    @TempDir
    private Path directory;

    private StubbedScripts scripts;

    @BeforeEach
    void stubs() throws IOException {
        scripts = StubbedScripts.in(directory);
    }

    @Test
    void a_job_that_fails_shows_the_end_of_its_log_and_one_that_succeeds_does_not() throws Exception {
        assertThat(scripts.run("run", "status")).isZero();
        assertThat(scripts.said()).isEmpty();
        scripts.answers().put("FAILS", "\"status\"");

        assertThat(scripts.run("run", "status")).isEqualTo(3);

        assertThat(scripts.said()).isEqualTo("articles: 3 events are parked.\nSee dead-letters\n");
    }

    @Test
    void a_release_that_fails_says_which_resources_failed_in_it_and_why() throws Exception {
        scripts.answers().put("REFUSED", "yes");
        scripts.answers().put("EVENTS", """
                {"StackEvents": [
                  {"Timestamp": "2999-01-01T00:00:01.5+00:00", "LogicalResourceId": "Redis",
                   "ResourceStatus": "UPDATE_COMPLETE"},
                  {"Timestamp": "2999-01-01T00:00:00.5+00:00", "LogicalResourceId": "Api",
                   "ResourceStatus": "UPDATE_FAILED", "ResourceStatusReason": "Circuit Breaker was triggered"},
                  {"Timestamp": "2020-01-01T00:00:00.5+00:00", "LogicalResourceId": "Traefik",
                   "ResourceStatus": "UPDATE_FAILED", "ResourceStatusReason": "of another release"}]}""");

        assertThat(scripts.run("deploy")).isEqualTo(1);

        assertThat(scripts.said())
                .contains("Api UPDATE_FAILED: Circuit Breaker was triggered\n")
                .doesNotContain("Redis", "another release");
    }

    @Test
    void the_exit_code_is_that_of_the_job_when_its_log_cannot_be_read() throws Exception {
        scripts.answers().put("FAILS", "\"status\"");
        scripts.answers().put("LOG", "An error occurred (AccessDeniedException)");

        assertThat(scripts.run("run", "status")).isEqualTo(3);

        assertThat(scripts.said()).contains("AccessDeniedException");
    }
}
