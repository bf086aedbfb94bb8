package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.backup.format.Manifest;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A planned restore, and a cancelled one. */
class RestorePlanIT {

    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path directory;

    private BackedUp database;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
    }

    @Test
    void the_plan_says_chain_keys_end_and_size_and_changes_nothing() throws IOException {
        database.publish(1, 5);
        Manifest full = database.backUp();
        database.publish(6, 2);
        Manifest last = database.backUp();
        PostgresDatabase empty = SharedServers.newDatabase();

        Result planned = database.run("restore", "--from", "latest", "--into", empty.jdbcUrl(), "--plan", "-o", "json");

        assertThat(planned.code()).as(planned.err()).isZero();
        JsonNode plan = planned.json();
        assertThat(plan.path("chain").valueStream().map(link -> link.path("id").asString()))
                .containsExactly(full.id().toString(), last.id().toString());
        assertThat(plan.path("keys").path("id").asString()).isEqualTo(String.valueOf(last.keys()));
        assertThat(plan.path("keys").path("encryptionKey").asString()).hasSize(16);
        assertThat(plan.path("end").asLong()).isEqualTo(7);
        assertThat(plan.path("events").asLong()).isEqualTo(7);
        assertThat(plan.path("cut").asBoolean()).isFalse();
        assertThat(plan.path("size").asLong()).isGreaterThan(full.size() + last.size());
        assertThat(plan.path("estimatedBytes").asLong()).isGreaterThan(0);
        assertThat(query(empty, "SELECT nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema|public)'"))
                .isEmpty();
        assertThat(Path.of("restore-report.json")).doesNotExist();
    }

    @Test
    void it_needs_no_target_and_says_where_a_restore_would_end() throws IOException {
        database.publish(1, 5);
        database.backUp();

        Result planned = database.run("restore", "--from", "latest", "--to-index", "3", "--plan");

        assertThat(planned.code()).as(planned.err()).isZero();
        assertThat(planned.out()).contains("Ends at place 3 of the log, before the end of the backup");
        assertThat(database.run("restore", "--from", "latest", "--to-index", "9", "--plan")
                        .code())
                .isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void what_would_be_refused_is_refused_by_the_plan_too() throws IOException {
        database.publish(1, 1);
        database.backUp();

        Result planned = database.run(
                "restore", "--from", "latest", "--into", database.database().jdbcUrl(), "--plan");

        assertThat(planned.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(planned.err()).contains("is not empty");
    }

    @Test
    void without_a_target_nothing_is_restored() throws IOException {
        assertThat(database.run("restore", "--from", "latest").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void a_signal_gives_a_restore_up_in_order() throws Exception {
        database.publish(1, 30_000);
        database.backUp();
        PostgresDatabase target = SharedServers.newDatabase();
        Path report = directory.resolve("report.json");
        Path output = directory.resolve("output");
        ProcessBuilder restore = new ProcessBuilder(
                        "../talelio",
                        "restore",
                        "--from",
                        "latest",
                        "--into",
                        target.jdbcUrl(),
                        "--report",
                        report.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        restore.environment().putAll(database.environment());
        Process process = restore.start();
        await().atMost(Duration.ofMinutes(2)).until(() -> hasEvents(target));

        process.destroy();

        assertThat(process.onExit().get(1, TimeUnit.MINUTES).exitValue())
                .as(Files.readString(output))
                .isEqualTo(TERMINATED);
        JsonNode told = JsonMapper.shared().readTree(Files.readString(report));
        assertThat(told.path("outcome").asString()).isEqualTo("cancelled");
        assertThat(told.path("message").asString())
                .contains("The restore was cancelled", "is incomplete. Drop it, and restore into a new database");
        await().until(() -> query(
                        target,
                        "SELECT pid::text FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
                .isEmpty());
    }

    private static boolean hasEvents(PostgresDatabase target) {
        return !query(
                                target,
                                "SELECT to_regclass('event_store.domain_event')::text WHERE to_regclass('event_store.domain_event') IS NOT NULL")
                        .isEmpty()
                && !query(target, "SELECT 'some' FROM event_store.domain_event LIMIT 1")
                        .isEmpty();
    }

    private static List<String> query(PostgresDatabase database, String sql) {
        return JdbcClient.create(
                        new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()))
                .sql(sql)
                .query(String.class)
                .list();
    }
}
