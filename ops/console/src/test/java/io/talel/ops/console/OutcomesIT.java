package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.backup.BackedUp;
import io.talel.ops.localstack.LostAnswer;
import io.talel.ops.localstack.LostAnswer.Loses;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operator log records a change as failed only if it was not made, and as done only if it was, whatever fails
 * around it.
 */
class OutcomesIT {

    private static final String PAUSE = "projections pause user --yes --reason test -o json";

    @TempDir
    private Path directory;

    private BackedUp database;

    @BeforeEach
    void a_database() throws IOException {
        database = BackedUp.create();
    }

    @AfterEach
    void its_log_is_not_in_the_way_any_more() {
        database.change("DROP TRIGGER IF EXISTS in_the_way ON operations.operator_log");
    }

    @Test
    void what_was_done_and_cannot_be_written_down_is_done() {
        inTheWay("IF NEW.outcome = 'done' THEN RAISE EXCEPTION 'the disk is full'; END IF;");

        Result paused = database.run(PAUSE.split(" "));

        assertThat(paused.code()).as(paused.toString()).isEqualTo(ExitCode.OK);
        assertThat(paused.json().path("outcome").asString()).isEqualTo("done");
        assertThat(paused.err()).contains("the outcome could not be recorded in the operator log", "the disk is full");
        assertThat(pauses()).hasSize(1);
        assertThat(outcomes()).containsExactly("unfinished ");
    }

    @Test
    void a_change_whose_answer_was_lost_is_looked_up_and_done() throws IOException {
        Result paused = through(Loses.ANSWER, "INSERT INTO read_model.pause", PAUSE);

        assertThat(paused.code()).as(paused.toString()).isEqualTo(ExitCode.OK);
        assertThat(paused.json().path("message").asString()).startsWith("user is paused. A later step failed: ");
        assertThat(pauses()).hasSize(1);
        assertThat(outcomes()).singleElement().asString().startsWith("done user is paused.");
    }

    @Test
    void a_change_that_never_arrived_failed() throws IOException {
        Result paused = through(Loses.STATEMENT, "INSERT INTO read_model.pause", PAUSE);

        assertThat(paused.code()).as(paused.toString()).isEqualTo(ExitCode.FAILED);
        assertThat(pauses()).isEmpty();
        assertThat(outcomes()).singleElement().asString().startsWith("failed ");
    }

    @Test
    void letters_whose_discarding_was_not_answered_are_looked_for() throws IOException {
        database.change("""
                INSERT INTO read_model.dead_letter
                    (projection, generation, stream, version, global_index, event, cause, message, attempts)
                VALUES ('user', 1, 'user-1', 0, 1, 'UserRegistered', 'X', 'no', 1)""");

        Result discarded = through(
                Loses.ANSWER,
                "DELETE FROM read_model.dead_letter",
                "dead-letters discard --all --yes --reason test -o json");

        assertThat(discarded.code()).as(discarded.toString()).isEqualTo(ExitCode.OK);
        assertThat(outcomes()).singleElement().asString().startsWith("done 1 letter was discarded");
    }

    @Test
    void a_backup_whose_end_was_not_answered_is_done() throws IOException {
        database.publish(1, 3);

        Result made = through(Loses.ANSWER, "SET outcome = ", "backup run -o json");

        assertThat(made.code()).as(made.toString()).isEqualTo(ExitCode.OK);
        assertThat(database.query("SELECT outcome || ' ' || backup FROM operations.backup_run"))
                .containsExactly("done " + made.json().path("id").asString());
    }

    @Test
    void a_restore_whose_last_commit_was_not_answered_is_done() throws IOException {
        database.publish(1, 3);
        database.backUp();
        PostgresDatabase target = SharedServers.newDatabase();
        URI server = URI.create(target.jdbcUrl().substring("jdbc:".length()));
        try (LostAnswer proxy = new LostAnswer(
                server.getHost(),
                server.getPort(),
                "COMMIT",
                Loses.ANSWER,
                "DELETE FROM event_store.flyway_schema_history WHERE NOT success")) {
            Result restored = database.run(
                    "restore",
                    "--from",
                    "latest",
                    "--into",
                    target.jdbcUrl().replace(":" + server.getPort() + "/", ":" + proxy.port() + "/"),
                    "--report",
                    directory.resolve("report.json").toString(),
                    "-o",
                    "json");

            assertThat(proxy.happened()).isTrue();
            assertThat(restored.code()).as(restored.toString()).isEqualTo(ExitCode.OK);
            assertThat(restored.out())
                    .contains("The restore is complete, although the answer to the last statement was lost");
        }
    }

    @Test
    void what_was_done_when_an_end_was_asked_for_is_done() throws Exception {
        inTheWay("PERFORM pg_sleep(3);");
        ProcessBuilder builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Talelio.class.getName(),
                        "projections",
                        "pause",
                        "user",
                        "--yes",
                        "--reason",
                        "test")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(database.environment());
        Process pause = builder.start();
        await().atMost(Duration.ofMinutes(3)).until(() -> !pauses().isEmpty());

        pause.destroy();

        assertThat(pause.waitFor()).isEqualTo(143);
        assertThat(outcomes()).containsExactly("done user is paused.");
    }

    private Result through(Loses loses, String statement, String command) throws IOException {
        Map<String, String> environment = new HashMap<>(database.environment());
        try (LostAnswer proxy = new LostAnswer(
                environment.get("DB_HOST"), Integer.parseInt(environment.get("DB_PORT")), statement, loses)) {
            environment.put("DB_HOST", "127.0.0.1");
            environment.put("DB_PORT", Integer.toString(proxy.port()));
            Result result = Operated.run(environment, command.split(" "));
            assertThat(proxy.happened()).isTrue();
            return result;
        }
    }

    private void inTheWay(String statement) {
        database.change("""
                CREATE FUNCTION operations.in_the_way() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN %s RETURN NEW; END $$""".formatted(statement));
        database.change("""
                CREATE TRIGGER in_the_way BEFORE UPDATE ON operations.operator_log
                FOR EACH ROW EXECUTE FUNCTION operations.in_the_way()""");
    }

    private List<String> pauses() {
        return database.query("SELECT projection FROM read_model.pause");
    }

    private List<String> outcomes() {
        return database.query(
                "SELECT coalesce(outcome, 'unfinished') || ' ' || details FROM operations.operator_log ORDER BY id");
    }
}
