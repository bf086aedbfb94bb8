package io.talel.ops.console.cli.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.user.UserId;
import io.talel.ops.console.NodeAtWork;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.backup.BackedUp;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A restore of the log, with read models in a database that was not restored. */
class SeparateReadModelsIT {

    private static final String TITLES = "SELECT title FROM read_model.article ORDER BY id";

    @TempDir
    private Path directory;

    @Test
    void nodes_wait_for_read_models_of_the_restored_log_and_operators_are_told_how_to_make_them() throws IOException {
        BackedUp log = BackedUp.create();
        PostgresDatabase readModels = SharedServers.newDatabase();
        Map<String, String> apart = apart(readModels);
        try (NodeAtWork node = NodeAtWork.on(log.database(), apart)) {
            UserId ada = node.register("ada");
            node.publish(ada, "Kept");
            log.backUp("--full");
            node.publish(ada, "Lost");
            node.publish(ada, "Lost, too");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(query(readModels, TITLES)).hasSize(3));
        }

        PostgresDatabase restored = SharedServers.newDatabase();
        Map<String, String> environment = log.environment();
        environment.putAll(apart);
        Result made = Operated.run(
                environment,
                "restore",
                "--from",
                "latest",
                "--into",
                restored.jdbcUrl(),
                "--report",
                directory.resolve("report.json").toString());
        assertThat(made.code()).as(made.toString()).isZero();
        assertThat(made.out()).contains("`ops/talelio projections recreate --reason TEXT`");

        environment.putAll(restored.environment());
        assertThatThrownBy(() -> NodeAtWork.on(restored, apart).close())
                .rootCause()
                .hasMessageContaining("belongs to the event log");
        for (String command : List.of("status", "doctor")) {
            Result ill = Operated.run(environment, command);
            assertThat(ill.code()).as(ill.toString()).isEqualTo(ExitCode.UNHEALTHY);
            assertThat(ill.out())
                    .contains(
                            "this event log is",
                            "up to place 4, but the event log ends at 2",
                            "`projections recreate`");
        }
        Result rebuilt = Operated.run(environment, "projections", "rebuild", "article", "--reason", "a test", "--yes");
        assertThat(rebuilt.code()).as(rebuilt.toString()).isEqualTo(ExitCode.REFUSED);

        recreate(environment);
        assertThat(query(readModels, TITLES)).containsExactly("Kept");
        Result doctor = Operated.run(environment, "doctor");
        assertThat(doctor.out()).contains("it is that of the event log");
        try (NodeAtWork node = NodeAtWork.on(restored, apart)) {
            ArticlePublished next = node.publish(new UserId(1), "New");
            assertThat(next.title().value()).isEqualTo("New");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(query(readModels, TITLES)).containsExactly("Kept", "New"));
            Result busy = Operated.run(environment, "projections", "recreate", "--reason", "a test", "--yes");
            assertThat(busy.code()).as(busy.toString()).isEqualTo(ExitCode.REFUSED);
            assertThat(query(readModels, TITLES)).containsExactly("Kept", "New");
        }
    }

    /** Waits for ten seconds if needed: so long a node's last report counts. */
    private static void recreate(Map<String, String> environment) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Result result = Operated.run(environment, "projections", "recreate", "--reason", "a test", "--yes");
            assertThat(result.code()).as(result.toString()).isZero();
        });
    }

    private static Map<String, String> apart(PostgresDatabase readModels) {
        String prefix = "talelio.read-model.datasource.";
        Map<String, String> apart = new HashMap<>();
        apart.put(prefix + "url", readModels.jdbcUrl());
        apart.put(prefix + "username", readModels.user());
        apart.put(prefix + "password", readModels.password());
        apart.put(prefix + "owner-username", readModels.ownerUser());
        apart.put(prefix + "owner-password", readModels.ownerPassword());
        return apart;
    }

    private static List<String> query(PostgresDatabase database, String sql) {
        return JdbcClient.create(
                        new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()))
                .sql(sql)
                .query(String.class)
                .list();
    }
}
