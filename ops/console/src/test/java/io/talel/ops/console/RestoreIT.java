package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.user.UserId;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.PostgresDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Databases that are made again from their backups. */
class RestoreIT {

    private static final String LOG = """
            SELECT global_index || ' ' || event_identifier || ' ' || md5(payload) || ' ' || occurred_at
            FROM event_store.domain_event ORDER BY global_index""";

    private static final String ARTICLES = "SELECT article::text FROM read_model.article article ORDER BY id";

    private static final String USERS = "SELECT account::text FROM read_model.user_account account ORDER BY id";

    @TempDir
    private Path directory;

    private BackedUp database;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
    }

    @Test
    void a_database_is_restored_into_a_new_cluster_and_written_on_there() throws IOException {
        ArticlePublished last;
        List<String> articles;
        List<String> users;
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            UserId ada = node.register("ada");
            node.publish(ada, "Hello");
            backup("--full");
            ArticlePublished hello = node.publish(ada, "Hello");
            node.revise(hello.articleId(), 0, "As it is now.");
            node.register("grace");
            last = node.publish(ada, "The last one");
            await().untilAsserted(() -> {
                assertThat(database.query(ARTICLES)).hasSize(3).anyMatch(row -> row.contains("As it is now"));
                assertThat(database.query(USERS)).hasSize(2);
            });
            articles = database.query(ARTICLES);
            users = database.query(USERS);
        }
        backup();

        try (LocalPostgres cluster = LocalPostgres.start(directory.resolve("postgres"), 0)) {
            PostgresDatabase target = cluster.createDatabase("anew");
            Result restored = restore(target, "--from", "latest");
            assertThat(restored.code()).as(restored.toString()).isZero();

            assertThat(query(target, LOG)).containsExactlyElementsOf(database.query(LOG));
            assertThat(query(target, ARTICLES)).containsExactlyElementsOf(articles);
            assertThat(query(target, USERS)).containsExactlyElementsOf(users);
            assertThat(query(target, "SELECT id::text FROM operations.lineage ORDER BY number"))
                    .hasSize(2)
                    .startsWith(database.query("SELECT id::text FROM operations.lineage")
                            .getFirst());
            assertThat(query(target, "SELECT command FROM operations.operator_log WHERE outcome = 'done'"))
                    .anyMatch(command -> command.startsWith("restore --from "));

            try (NodeAtWork node = NodeAtWork.on(target)) {
                UserId alan = node.register("alan");
                ArticlePublished next = node.publish(alan, "The last one");
                assertThat(next.articleId().value())
                        .isGreaterThan(last.articleId().value());
                assertThat(next.slug().value()).isEqualTo("the-last-one-2");
                await().untilAsserted(() -> assertThat(query(target, ARTICLES)).hasSize(4));
            }
            Result next = Operated.run(environment(target), "backup", "run", "-o", "json");
            assertThat(next.code()).as(next.toString()).isZero();
            assertThat(next.json().path("message").asString()).contains(": full of");
        }
    }

    private Map<String, String> environment(PostgresDatabase target) {
        Map<String, String> environment = database.environment();
        environment.putAll(target.environment());
        return environment;
    }

    private Result restore(PostgresDatabase target, String... options) {
        List<String> command = new ArrayList<>(
                List.of("restore", "--into", target.jdbcUrl(), "-o", "json", "--report", report().toString()));
        command.addAll(List.of(options));
        return Operated.run(environment(target), command.toArray(String[]::new));
    }

    private Path report() {
        return directory.resolve("restore-report.json");
    }

    private String backup(String... options) {
        List<String> command = new ArrayList<>(List.of("backup", "run", "-o", "json"));
        command.addAll(List.of(options));
        Result result = database.run(command.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        return result.json().path("backup").asString();
    }

    private static List<String> query(PostgresDatabase target, String sql) {
        return JdbcClient.create(
                        new DriverManagerDataSource(target.jdbcUrl(), target.ownerUser(), target.ownerPassword()))
                .sql(sql)
                .query(String.class)
                .list();
    }
}
