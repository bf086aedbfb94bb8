package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.Talelio;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Backups run one at a time, and repeat until cancelled. */
class BackupTurnsIT {

    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path directory;

    private BackedUp database;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
    }

    @Test
    void the_answer_says_what_was_made_and_the_run_is_written_down() {
        database.publish(1, 1500);
        JsonNode full = database.run("backup", "run", "-o", "json").json();
        database.publish(1501, 2);

        Result second = database.run("backup", "run", "-o", "json");

        JsonNode answer = second.json();
        assertThat(answer.path("outcome").asString()).isEqualTo("done");
        assertThat(answer.path("kind").asString()).isEqualTo("incremental");
        assertThat(answer.path("parent")).isEqualTo(full.path("id"));
        assertThat(answer.path("events").asLong()).isEqualTo(2);
        assertThat(answer.path("total").asLong()).isEqualTo(1502);
        assertThat(answer.path("position").asLong()).isEqualTo(1502);
        assertThat(answer.path("size").asLong()).isPositive();
        assertThat(answer.path("keys").asString())
                .isNotEqualTo(answer.path("id").asString());
        assertThat(answer.path("durationSeconds").asDouble()).isPositive();
        assertThat(answer.path("message").asString()).contains(answer.path("id").asString(), "2 events");
        assertThat(full.path("remarks").asString()).contains("there is no backup of this database yet");
        assertThat(second.err()).as("progress").contains("\"phase\":\"events\"");
        assertThat(database.query("""
                        SELECT concat_ws(' ', task, outcome, done, total, backup) FROM operations.backup_run ORDER BY id"""))
                .containsExactly(
                        "full done 1500 1500 " + full.path("id").asString(),
                        "incremental done 2 2 " + answer.path("id").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "0s", "-5m", "often", ""})
    void what_is_no_length_of_time_is_a_usage_error(String time) {
        assertThat(database.run("backup", "run", "--every", time).code()).isEqualTo(ExitCode.USAGE);
        assertThat(database.run("backup", "run", "--wait", time).code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void a_second_is_refused_or_waits_until_the_first_has_ended() throws Exception {
        try (Connection first = holdingTheLock()) {
            Result refused = database.run("backup", "run", "-o", "json");
            assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.json().path("outcome").asString()).isEqualTo("refused");
            assertThat(database.query("SELECT outcome || ' ' || message FROM operations.backup_run"))
                    .containsExactly("cancelled Refused: another run with backups is active.");

            FutureTask<Result> patient = inItsOwnThread("backup", "run", "--wait", "1m");
            await().until(this::isAskedFor);
            first.close();
            assertThat(patient.get(1, TimeUnit.MINUTES).code()).isZero();
        }
    }

    @Test
    void turns_go_on_after_a_failure_and_after_one_that_something_stood_in_the_way_of() throws Exception {
        Map<String, String> environment = database.environment();
        environment.put("S3_BACKUP_BUCKET", "made-later");
        Thread turns = Thread.ofPlatform()
                .start(() -> Talelio.commandLine(environment, false).execute("backup", "run", "--every", "1s"));
        awaitTurns("failed");

        BackedUp.createBucket(SharedServers.s3(), "made-later");
        awaitTurns("failed", "done");
        try (Connection _ = holdingTheLock()) {
            awaitTurns("failed", "done", "cancelled");
        }
        awaitTurns("failed", "done", "cancelled", "done");
        turns.interrupt();
        turns.join(Duration.ofMinutes(1));
        assertThat(turns.isAlive()).isFalse();
    }

    @Test
    void turns_have_no_answer_in_json_which_is_one_document() throws Exception {
        Result refused =
                inItsOwnThread("backup", "run", "--every", "1s", "-o", "json").get(1, TimeUnit.MINUTES);

        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("--every and -o json exclude each other");
        assertThat(runs("true")).isZero();
    }

    @Test
    void a_signal_during_the_wait_is_written_down_as_a_run_that_was_cancelled() throws Exception {
        Path output = directory.resolve("output.log");
        try (Connection _ = holdingTheLock()) {
            Process process = script(output, "backup", "run", "--wait", "10m");
            await().atMost(Duration.ofMinutes(1)).until(this::isAskedFor);

            process.destroy();

            assertThat(process.onExit().get(1, TimeUnit.MINUTES).exitValue())
                    .as(Files.readString(output))
                    .isEqualTo(TERMINATED);
            assertThat(database.query("SELECT outcome || ' ' || message FROM operations.backup_run"))
                    .as(Files.readString(output))
                    .containsExactly("cancelled The backup was cancelled before it was complete.");
        }
    }

    @Test
    void a_signal_gives_up_what_was_begun_and_leaves_nothing_that_looks_like_a_backup() throws Exception {
        database.publish(1, 60_000);
        Path output = directory.resolve("output.log");
        Process process = script(output, "backup", "run", "--full");
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> runs("done > 0 OR finished_at IS NOT NULL") > 0);

        process.destroy();

        assertThat(process.onExit().get(1, TimeUnit.MINUTES).exitValue())
                .as(Files.readString(output))
                .isEqualTo(TERMINATED);
        assertThat(database.query("SELECT outcome || ' ' || message FROM operations.backup_run"))
                .as(Files.readString(output))
                .containsExactly("cancelled The backup was cancelled before it was complete.");
        Archive archive = new Archive(database.bucket(), SigningKeys.of(database.environment()));
        assertThat(archive.begun(Kind.FULL))
                .allSatisfy(id -> assertThat(archive.find(Kind.FULL, id)).isEmpty());
        assertThat(database.bucket().abandonedUploads("", Instant.MAX))
                .as("uploads left")
                .isEmpty();
        assertThat(database.run("backup", "run").code()).isZero();
    }

    /** The operators' script, with the memory that it allows. */
    private Process script(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("../talelio"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(database.environment());
        return builder.start();
    }

    private FutureTask<Result> inItsOwnThread(String... arguments) {
        FutureTask<Result> task = new FutureTask<>(() -> database.run(arguments));
        Thread.ofPlatform().start(task);
        return task;
    }

    private Connection holdingTheLock() throws SQLException {
        Connection connection = DriverManager.getConnection(
                database.database().jdbcUrl(),
                database.database().ownerUser(),
                database.database().ownerPassword());
        connection.createStatement().execute("SELECT pg_advisory_lock(7114203, 1)");
        return connection;
    }

    /** Only the script connects as the application's role. */
    private boolean isAskedFor() {
        return !database.query(
                        "SELECT pid::text FROM pg_stat_activity WHERE usename = '%s' AND datname = current_database()"
                                .formatted(database.database().user()))
                .isEmpty();
    }

    /** Waits for these outcomes in the run log, in this order, each any number of times. */
    private void awaitTurns(String... outcomes) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            List<String> seen = new ArrayList<>();
            for (String outcome : database.query(
                    "SELECT outcome FROM operations.backup_run WHERE finished_at IS NOT NULL ORDER BY id")) {
                if (seen.isEmpty() || !seen.getLast().equals(outcome)) {
                    seen.add(outcome);
                }
            }
            assertThat(seen).containsExactly(outcomes);
        });
    }

    private long runs(String condition) {
        return database.query("SELECT id::text FROM operations.backup_run WHERE " + condition)
                .size();
    }
}
