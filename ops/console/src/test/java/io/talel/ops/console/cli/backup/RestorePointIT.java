package io.talel.ops.console.cli.backup;

import static io.talel.ops.console.cli.backup.RestoreTrial.ARTICLES;
import static io.talel.ops.console.cli.backup.RestoreTrial.LOG;
import static io.talel.ops.console.cli.backup.RestoreTrial.USERS;
import static io.talel.ops.console.cli.backup.RestoreTrial.connect;
import static io.talel.ops.console.cli.backup.RestoreTrial.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.user.UserId;
import io.talel.ops.console.NodeAtWork;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** Databases restored to an earlier place or time. */
class RestorePointIT {

    /** An event of ten minutes ago. */
    private static final String LATE = """
            INSERT INTO event_store.domain_event
              (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
               event_name, event_revision, payload, metadata)
            SELECT gen_random_uuid(), 'article-%1$d', 0, aggregate_type, now() - interval '10 minutes', event_name,
                   event_revision,
                   convert_to((replace(convert_from(payload, 'UTF8'), 'article-1', 'article-%1$d')::jsonb
                       || '{"articleId": %1$d}')::text, 'UTF8'),
                   convert_to((convert_from(metadata, 'UTF8')::jsonb || %2$s)::text, 'UTF8')
            FROM event_store.domain_event WHERE aggregate_identifier = 'article-1' AND sequence_number = 0""";

    private static final String RECORDED_NOW = "jsonb_build_object('recordedAt', to_json(now()))";

    private static final int POSITIONS =
            (int) Math.ceil(10 * Math.max(0.3, Double.parseDouble(System.getProperty("talelio.drill.scale", "0.05"))));

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
    void at_any_place_the_read_models_are_those_of_the_log_up_to_there() throws IOException {
        List<ArticlePublished> published = new ArrayList<>();
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            UserId ada = node.register("ada");
            for (int i = 0; i < 10; i++) {
                published.add(node.publish(ada, "Article " + i));
                if (i == 5) {
                    trial.backup("--full");
                }
                node.revise(published.get(i / 2), i % 2, "As it was after " + i);
                node.register("reader-" + i);
            }
        }
        trial.backup();
        Random random = new Random(4);
        for (int i = 0; i < POSITIONS; i++) {
            int place = 1 + random.nextInt(database.query(LOG).size());
            PostgresDatabase target = SharedServers.newDatabase();
            Result restored = trial.restore(target, "--from", "latest", "--to-index", String.valueOf(place));
            assertThat(restored.code()).as(restored.toString()).isZero();
            assertThat(query(target, LOG))
                    .containsExactlyElementsOf(database.query(LOG).subList(0, place));

            PostgresDatabase replayed = replayed(place);
            try (NodeAtWork _ = NodeAtWork.on(replayed)) {
                await().untilAsserted(() -> {
                    assertThat(query(target, ARTICLES)).containsExactlyElementsOf(query(replayed, ARTICLES));
                    assertThat(query(target, USERS)).containsExactlyElementsOf(query(replayed, USERS));
                });
            }
            assertThat(query(target, ARTICLES)).hasSize(articles(place));
        }
    }

    /** A log with the same beginning and the same keys, of which no backup was made. */
    private PostgresDatabase replayed(int place) {
        PostgresDatabase replayed = SharedServers.newDatabase();
        Operated.migrateApart(replayed, Map.of());
        copy(replayed, "personal.person_key", "true");
        copy(replayed, "event_store.domain_event", "global_index <= " + place);
        return replayed;
    }

    private void copy(PostgresDatabase to, String table, String where) {
        try (Connection from = connect(database.database());
                Connection into = connect(to)) {
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            from.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT * FROM %s WHERE %s) TO STDOUT".formatted(table, where), rows);
            into.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " FROM STDIN", new ByteArrayInputStream(rows.toByteArray()));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private int articles(int place) {
        return database.query("""
                        SELECT 1::text FROM event_store.domain_event
                        WHERE event_name = 'ArticlePublished' AND global_index <= %d""".formatted(place)).size();
    }

    @Test
    void at_a_time_the_last_event_that_had_happened_by_then_is_the_last_one() {
        database.publish(1, 3);
        String time = database.query("SELECT to_json(max(occurred_at)) #>> '{}' FROM event_store.domain_event")
                .getFirst();
        database.publish(4, 3);
        database.change(LATE.formatted(99, RECORDED_NOW));
        trial.backup("--full");

        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = trial.restore(
                target,
                "--from",
                "latest",
                "--to-time",
                OffsetDateTime.parse(time).toInstant().toString());

        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(query(target, LOG))
                .containsExactlyElementsOf(database.query(LOG).subList(0, 3));
        Result whole = trial.restore(SharedServers.newDatabase(), "--from", "latest");
        assertThat(whole.json().path("newestEventAgeSeconds").asDouble())
                .as("of the import, whose event is ten minutes old")
                .isBetween(0.0, 500.0);
        assertThat(trial.restore(SharedServers.newDatabase(), "--from", "latest", "--to-time", "2h")
                        .code())
                .as("two hours ago, as --since has it: before the first event")
                .isEqualTo(ExitCode.REFUSED);
        assertThat(trial.restore(SharedServers.newDatabase(), "--from", "latest", "--to-time", "2100-01-01T00:00:00Z")
                        .code())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(trial.restore(SharedServers.newDatabase(), "--from", "latest", "--to-time", "2000-01-01T00:00:00Z")
                        .code())
                .isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void an_event_that_came_late_is_where_it_belongs() throws SQLException {
        database.publish(1, 2);
        try (Connection slow = connect(database.database())) {
            slow.setAutoCommit(false);
            try (Statement statement = slow.createStatement()) {
                statement.execute(LATE.formatted(99, "'{}'"));
            }
            database.publish(3, 2);
            trial.backup("--full");
            slow.commit();
        }
        database.publish(5, 2);
        trial.backup();

        PostgresDatabase whole = SharedServers.newDatabase();
        Result restored = trial.restore(whole, "--from", "latest");
        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(query(whole, LOG)).hasSize(7).containsExactlyElementsOf(database.query(LOG));

        PostgresDatabase part = SharedServers.newDatabase();
        assertThat(trial.restore(part, "--from", "latest", "--to-index", "4").code())
                .isZero();
        assertThat(query(part, LOG))
                .hasSize(4)
                .containsExactlyElementsOf(database.query(LOG).subList(0, 4));
    }

    @Test
    void at_a_time_what_was_committed_late_is_there_too() throws SQLException {
        database.publish(1, 2);
        database.change(LATE.formatted(3, "'{}'"));
        try (Connection slow = connect(database.database())) {
            slow.setAutoCommit(false);
            try (Statement statement = slow.createStatement()) {
                statement.execute(LATE.formatted(4, "'{}'"));
            }
            database.change(LATE.formatted(5, "'{}'"));
            trial.backup();
            slow.commit();
        }
        database.publish(6, 1);
        trial.backup();

        String time = database.query("SELECT to_json(now() - interval '5 minutes') #>> '{}'")
                .getFirst();
        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = trial.restore(
                target,
                "--from",
                "latest",
                "--to-time",
                OffsetDateTime.parse(time).toInstant().toString());
        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(query(target, "SELECT aggregate_identifier FROM event_store.domain_event ORDER BY global_index"))
                .containsExactly("article-1", "article-2", "article-3", "article-4", "article-5");
    }
}
