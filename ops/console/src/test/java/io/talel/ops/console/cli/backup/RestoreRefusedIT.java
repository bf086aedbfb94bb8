package io.talel.ops.console.cli.backup;

import static io.talel.ops.console.cli.backup.RestoreTrial.LOG;
import static io.talel.ops.console.cli.backup.RestoreTrial.SCHEMAS;
import static io.talel.ops.console.cli.backup.RestoreTrial.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restores that are refused change nothing. */
class RestoreRefusedIT {

    @TempDir
    private Path directory;

    private BackedUp database;
    private RestoreTrial trial;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
        trial = new RestoreTrial(database, directory);
    }

    @Test
    void a_restore_succeeds_when_its_report_can_no_longer_be_written() {
        database.publish(1, 2);
        trial.backup("--full");
        PostgresDatabase target = SharedServers.newDatabase();

        Result restored = Operated.run(
                trial.environment(target),
                "restore",
                "--into",
                target.jdbcUrl(),
                "--from",
                "latest",
                "--report",
                directory.resolve("too-long-for-a-file-system".repeat(20)).toString());

        assertThat(restored.code()).as(restored.toString()).isEqualTo(ExitCode.OK);
        assertThat(restored.err()).contains("the report could not be written");
        assertThat(query(target, SCHEMAS)).isNotEmpty();
    }

    @Test
    void where_no_report_can_be_written_nothing_is_begun() {
        database.publish(1, 2);
        trial.backup("--full");
        PostgresDatabase target = SharedServers.newDatabase();

        String nowhere = directory.resolve("nowhere/report.json").toString();
        Result refused = Operated.run(
                trial.environment(target),
                "restore",
                "--into",
                target.jdbcUrl(),
                "--from",
                "latest",
                "--report",
                nowhere);

        assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("--report");
        assertThat(query(target, SCHEMAS)).isEmpty();
    }

    @Test
    void arguments_that_nobody_could_mean_are_told_in_a_sentence_that_repeats_no_password() {
        for (String url : List.of("postgres://u:secret@host/name", "jdbc:postgresql://host?password=secret", "name")) {
            assertUsage("--into", Operated.run(database.environment(), "restore", "--from", "latest", "--into", url));
            assertUsage("--into-server", database.run("backup", "drill", "--into-server", url));
        }
        for (String time : List.of("yesterday", "2026-11-25T10:00:00", "")) {
            PostgresDatabase target = SharedServers.newDatabase();
            assertUsage("--to-time", trial.restore(target, "--from", "latest", "--to-time", time));
        }
    }

    private static void assertUsage(String option, Result result) {
        assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err())
                .startsWith("Invalid value for option '" + option + "'")
                .doesNotContain("secret", "Exception", "java.");
    }

    @Test
    void a_database_that_is_not_empty_is_refused_and_stays_as_it_is() {
        database.publish(1, 2);
        trial.backup("--full");
        List<String> before = database.query(LOG);
        Result refused = trial.restore(database.database(), "--from", "latest");
        assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("is not empty");
        assertThat(database.query(LOG)).containsExactlyElementsOf(before);
        assertThat(trial.report()).doesNotExist();
    }
}
