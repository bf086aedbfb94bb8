package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.runs.Request;
import io.talel.ops.backup.runs.Run;
import io.talel.ops.backup.runs.RunRecorder;
import io.talel.ops.backup.runs.Runs;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.Secrets;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures of backups are in the run log and in the status, however early they happen. */
class BackupFailuresIT {

    private static final Request ADAS = new Request(new Operator("ada", "there"), Duration.ZERO, (_, _, _) -> {});

    @TempDir
    private Path directory;

    private BackedUp database;

    @BeforeEach
    void a_database_with_a_backup() throws IOException {
        database = BackedUp.create();
        database.publish(1, 3);
        database.backUp();
        assertThat(database.run("backup", "verify").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"run --full,full", "run,incremental", "verify,verify", "drill,drill", "expire,expire"})
    void a_key_that_is_not_there_is_a_failure_of_the_task(String command, String task) {
        Result refused = with(Map.of("BACKUP_SIGNING_KEY_FILE", "/nowhere/key"), "backup " + command);

        assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(runs(task)).last().asString().startsWith("failed").contains("/nowhere/key");
        assertThat(problems()).anyMatch(problem -> problem.contains("/nowhere/key"));
    }

    @ParameterizedTest
    @CsvSource({"run --full,full", "run,incremental", "verify,verify", "drill,drill", "expire,expire"})
    void a_run_that_waited_in_vain_is_a_failure_of_the_task_and_the_one_in_its_way_still_runs(
            String command, String task) throws SQLException, IOException {
        Database eventStore = Settings.of(database.environment()).eventStore();
        try (RunRecorder running = RunRecorder.begin(eventStore, Task.VERIFY, ADAS)) {
            Result refused = with(Map.of(), "backup " + command + " --wait 1s -o json");

            assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.json().path("outcome").asString()).isEqualTo("refused");
            assertThat(runs(task))
                    .last()
                    .asString()
                    .startsWith(
                            "failed Another run did not end within 1 s: verify of ada on there has been running since");
            assertThat(problems())
                    .singleElement()
                    .asString()
                    .startsWith("The last ")
                    .contains(" failed at ", ": Another run did not end within 1 s: verify of ada");
            try (Connection connection = eventStore.read()) {
                assertThat(Runs.current(connection).map(Run::operator)).contains("ada");
            }
            running.complete(Outcome.CANCELLED, null, "", Map.of());
        }
        assertThat(problems()).as("until one succeeds").hasSize(1);
        try (RunRecorder later = RunRecorder.begin(eventStore, Task.valueOf(task.toUpperCase(Locale.ROOT)), ADAS)) {
            later.about(new BackupId(newest()));
            later.complete(Outcome.DONE, 1L, "", Map.of());
        }
        assertThat(problems()).isEmpty();
    }

    @Test
    void the_next_run_can_begin_as_soon_as_one_has_ended() throws SQLException, IOException {
        Database eventStore = Settings.of(database.environment()).eventStore();
        for (int i = 0; i < 200; i++) {
            RunRecorder.begin(eventStore, Task.VERIFY, ADAS).close();
        }
    }

    @Test
    void who_did_not_wait_was_refused_which_is_no_failure() throws SQLException, IOException {
        Database eventStore = Settings.of(database.environment()).eventStore();
        try (RunRecorder running = RunRecorder.begin(eventStore, Task.VERIFY, ADAS)) {
            assertThat(with(Map.of(), "backup run --full").code()).isEqualTo(ExitCode.REFUSED);

            assertThat(runs("full"))
                    .last()
                    .asString()
                    .startsWith("cancelled Refused: verify of ada on there has been running");
            assertThat(problems()).isEmpty();
            running.complete(Outcome.CANCELLED, null, "", Map.of());
        }
    }

    @Test
    void a_backup_that_waited_in_vain_for_another_one_counts_until_that_one_is_made() throws SQLException, IOException {
        Database eventStore = Settings.of(database.environment()).eventStore();
        try (RunRecorder running = RunRecorder.begin(eventStore, Task.INCREMENTAL, ADAS)) {
            assertThat(with(Map.of(), "backup run --wait 1s").code()).isEqualTo(ExitCode.REFUSED);
            assertThat(problems()).hasSize(1);

            running.complete(Outcome.DONE, 1L, "", Map.of("problems", List.of()));
            assertThat(problems()).isEmpty();
        }
    }

    @Test
    void a_verification_that_waited_in_vain_for_another_one_counts_until_that_one_is_done()
            throws SQLException, IOException {
        Database eventStore = Settings.of(database.environment()).eventStore();
        String newest = database.query("SELECT backup FROM operations.backup_run WHERE task = 'full'")
                .getFirst();
        try (RunRecorder running = RunRecorder.begin(eventStore, Task.VERIFY, ADAS)) {
            assertThat(with(Map.of(), "backup verify --wait 1s").code()).isEqualTo(ExitCode.REFUSED);
            assertThat(problems()).hasSize(1);

            running.about(new BackupId(newest()));
            running.complete(Outcome.DONE, null, "", Map.of("deep", false));
            assertThat(problems()).isEmpty();
        }
    }

    @Test
    void a_deep_verification_that_waited_in_vain_counts_until_a_deep_one_is_done() throws SQLException, IOException {
        Database eventStore = Settings.of(database.environment()).eventStore();
        try (RunRecorder running = RunRecorder.begin(eventStore, Task.VERIFY, ADAS)) {
            assertThat(with(Map.of(), "backup verify --deep --wait 1s").code()).isEqualTo(ExitCode.REFUSED);
            running.about(new BackupId(newest()));
            running.complete(Outcome.DONE, null, "", Map.of("deep", false));
        }
        database.run("backup", "verify");
        assertThat(problems()).hasSize(1);

        database.run("backup", "verify", "--deep");
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"run --full,full", "verify,verify", "drill,drill", "expire,expire"})
    void a_bucket_that_nobody_reaches_is_a_failure_of_the_task(String command, String task) {
        Result failed = with(Map.of("S3_ENDPOINT", "http://127.0.0.1:9"), "backup " + command);

        assertThat(failed.code()).as(failed.toString()).isEqualTo(ExitCode.FAILED);
        assertThat(runs(task)).last().asString().startsWith("failed");
        assertThat(problems()).anyMatch(problem -> problem.startsWith("The last ") && problem.contains(" failed at "));
    }

    @Test
    void a_backup_that_cannot_be_decrypted_with_the_keys_of_the_schedule_is_a_failed_verification() {
        Path other = directory.resolve("other-key");
        Secrets.kept(other, 32);

        Result refused = with(Map.of("BACKUP_KEY_FILE", other.toString()), "backup verify --deep");

        assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(problems()).anyMatch(problem -> problem.startsWith("The last verification of "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "drill"})
    void a_bucket_without_any_backup_of_this_database_is_a_failure_and_a_mistyped_name_is_none(String task)
            throws IOException {
        assertThat(database.run("backup", task, "20200101T000000000Z-0123abcd").code())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(runs(task)).last().asString().startsWith("cancelled");
        assertThat(problems()).isEmpty();

        for (var object : database.bucket().list(Kind.FULL.prefix())) {
            database.bucket().delete(object.key());
        }
        assertThat(database.run("backup", task).code()).isEqualTo(ExitCode.REFUSED);
        assertThat(problems()).singleElement().asString().contains("there is no backup of this database");
    }

    @Test
    void images_that_were_left_out_are_said_on_the_error_stream_and_in_the_status() {
        Result made = with(Map.of("S3_BUCKET", "no-such-bucket"), "backup run --full --copy-images -o json");

        assertThat(made.code()).as(made.toString()).isZero();
        assertThat(made.err()).contains("talelio: The images were left out");
        assertThat(made.json().path("problems").size()).isEqualTo(1);
        Result status = database.run("status");
        assertThat(status.code()).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(status.out()).contains("The images were left out");
    }

    @Test
    void persons_who_lost_their_keys_are_in_the_status_until_they_have_them_again() throws IOException {
        database.change("""
                INSERT INTO personal.person_key (person, key)
                SELECT 'user-' || number, sha256(number::text::bytea) FROM generate_series(1, 2) number""");
        database.change("""
                INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                    aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                SELECT gen_random_uuid(), 'user-' || number, 0, 'User', now(), 'UserRegistered', '1', '{}', '{}'
                FROM generate_series(1, 2) number""");
        database.backUp();
        assertThat(problems()).isEmpty();

        database.change("DELETE FROM personal.person_key");
        database.backUp();

        assertThat(problems()).singleElement().asString().startsWith("2 persons have lost their keys");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void keys_that_cannot_be_deleted_are_a_problem_of_the_backup_that_replaces_them_until_one_deletes_them(int deleted)
            throws IOException {
        List<String> replaced = database.bucket().directories(Kind.KEYS.prefix());
        Result made;
        try (UndeletingS3 s3 = new UndeletingS3(SharedServers.s3(), deleted)) {
            made = with(Map.of("S3_ENDPOINT", s3.endpoint()), "backup run -o json");
        }
        String problem = made.json().path("remarks").asString();

        assertThat(made.code()).as(made.toString()).isZero();
        assertThat(problem)
                .startsWith("Older keys could not be deleted: cannot delete keys/%s/".formatted(replaced.getFirst()))
                .contains(" in bucket ", ": AccessDenied. The next backup tries again");
        assertThat(made.err()).contains("talelio: " + problem);
        assertThat(runs("incremental")).containsExactly("done " + problem);
        assertThat(database.query("SELECT jsonb_array_elements_text(details -> 'problems') FROM operations.backup_run"))
                .as("what the metric counts")
                .containsExactly(problem);
        assertThat(problems()).containsExactly(problem);
        assertThat(database.bucket().directories(Kind.KEYS.prefix())).hasSize(2).containsAll(replaced);

        database.backUp();
        assertThat(problems()).isEmpty();
        assertThat(database.bucket().directories(Kind.KEYS.prefix())).hasSize(1).doesNotContainAnyElementsOf(replaced);
    }

    private String newest() {
        return database.query("SELECT max(backup) FROM operations.backup_run").getFirst();
    }

    private Result with(Map<String, String> changed, String command) {
        Map<String, String> environment = database.environment();
        environment.putAll(changed);
        return Operated.run(environment, command.split(" "));
    }

    private List<String> runs(String task) {
        return database.query(
                "SELECT outcome || ' ' || message FROM operations.backup_run WHERE task = '" + task + "' ORDER BY id");
    }

    /** Problems of backups. */
    private List<String> problems() {
        Result status = database.run("status", "-o", "json");
        List<String> problems = status.json().path("backups").path("problems").findValuesAsString("problem");
        if (!problems.isEmpty()) {
            assertThat(status.code()).isEqualTo(ExitCode.UNHEALTHY);
        }
        return problems;
    }
}
