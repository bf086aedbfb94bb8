package io.talel.ops.console.cli.backup;

import static io.talel.ops.console.cli.backup.RestoreTrial.ARTICLES;
import static io.talel.ops.console.cli.backup.RestoreTrial.LOG;
import static io.talel.ops.console.cli.backup.RestoreTrial.SCHEMAS;
import static io.talel.ops.console.cli.backup.RestoreTrial.USERS;
import static io.talel.ops.console.cli.backup.RestoreTrial.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.user.UserId;
import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.EventRange;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.console.NodeAtWork;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.Talelio;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.Secrets;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases restored from their backups. */
class RestoreIT {

    private static final String SLUGS =
            "SELECT slug || ' ' || article_id || ' ' || base || ' ' || number FROM claims.claimed_slug ORDER BY 1";

    /** Numbers of imported articles come from no sequence. */
    private static final ArticleId IMPORTED = new ArticleId((1L << 52) + 7);

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
    void a_database_is_restored_into_a_new_cluster_and_written_on_there() throws IOException {
        ArticlePublished last;
        List<String> articles;
        List<String> users;
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            UserId ada = node.register("ada");
            node.publish(ada, "Hello");
            trial.backup("--full");
            ArticlePublished hello = node.publish(ada, "Hello");
            node.revise(hello, 0, "As it is now.");
            node.register("grace");
            node.rename(hello, "Greetings");
            node.importOwn(ada, IMPORTED, "Brought along");
            last = node.publish(ada, "The last one");
            await().untilAsserted(() -> {
                assertThat(database.query(ARTICLES))
                        .hasSize(4)
                        .anyMatch(row -> row.contains("As it is now") && row.contains("greetings"));
                assertThat(database.query(USERS)).hasSize(2);
            });
            articles = database.query(ARTICLES);
            users = database.query(USERS);
        }
        trial.backup();

        try (LocalPostgres cluster = LocalPostgres.start(directory.resolve("postgres"), 0)) {
            PostgresDatabase target = cluster.createDatabase("anew");
            Result restored = trial.restore(target, "--from", "latest");
            assertThat(restored.code()).as(restored.toString()).isZero();

            assertThat(query(target, LOG)).containsExactlyElementsOf(database.query(LOG));
            assertThat(query(target, ARTICLES)).containsExactlyElementsOf(articles);
            assertThat(query(target, USERS)).containsExactlyElementsOf(users);
            assertThat(query(target, SLUGS))
                    .containsExactlyElementsOf(database.query(SLUGS))
                    .hasSize(5);
            assertThat(query(target, "SELECT id::text FROM operations.lineage ORDER BY number"))
                    .hasSize(2)
                    .startsWith(database.query("SELECT id::text FROM operations.lineage")
                            .getFirst());
            assertThat(query(target, "SELECT command FROM operations.operator_log WHERE outcome = 'done'"))
                    .anyMatch(command -> command.startsWith("restore --from "));

            try (NodeAtWork node = NodeAtWork.on(target)) {
                UserId alan = node.register("alan");
                ArticlePublished next = node.publish(alan, "The last one");
                assertThat(next.articleId().value()).isBetween(last.articleId().value() + 1, IMPORTED.value() - 1);
                assertThat(next.slug().value()).isEqualTo("the-last-one-2");
                await().untilAsserted(() -> assertThat(query(target, ARTICLES)).hasSize(5));
            }
            Result next = Operated.run(trial.environment(target), "backup", "run", "-o", "json");
            assertThat(next.code()).as(next.toString()).isZero();
            assertThat(next.json().path("message").asString()).contains(": full of");
        }
    }

    @Test
    void of_a_log_that_grows_meanwhile_exactly_what_the_manifest_says_is_restored() throws Exception {
        database.publish(1, 500);
        AtomicBoolean enough = new AtomicBoolean();
        String backup;
        try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
            for (int first : List.of(10_000, 20_000)) {
                writers.execute(() -> {
                    for (int id = first; !enough.get(); id += 10) {
                        database.publish(id, 10);
                    }
                });
            }
            trial.backup("--full");
            backup = trial.backup();
            enough.set(true);
        }
        EventRange range = new Archive(database.bucket(), SigningKeys.of(database.environment()))
                .load(Kind.FULL, new BackupId(backup))
                .eventRange();
        assertThat(range.to()).isGreaterThan(500).isLessThan(database.query(LOG).size());

        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = trial.restore(target, "--from", backup);

        assertThat(restored.code()).as(restored.toString()).isZero();
        List<String> log = query(target, LOG);
        assertThat(log).hasSize((int) range.total());
        // Events committed into a gap after the snapshot belong to the next backup.
        Set<String> rest = new LinkedHashSet<>(database.query(LOG));
        assertThat(rest).containsAll(log);
        log.forEach(rest::remove);
        assertThat(rest).allSatisfy(event -> {
            long place = Long.parseLong(event.substring(0, event.indexOf(' ')));
            assertThat(place > range.to()
                            || range.openGaps().stream().anyMatch(gap -> gap.first() <= place && place <= gap.last()))
                    .isTrue();
        });
    }

    @Test
    void another_first_key_opens_what_the_key_before_it_has_closed_and_without_that_nothing_is_begun()
            throws IOException {
        database.publish(1, 2);
        trial.backup("--full");
        Path old = Path.of(database.environment().get("BACKUP_KEY_FILE"));
        Path ring = directory.resolve("ring");
        String first = Secrets.kept(directory.resolve("new"), 32);

        Files.writeString(ring, first + "\n");
        PostgresDatabase target = SharedServers.newDatabase();
        Result refused = trial.restore(target, Map.of("BACKUP_KEY_FILE", ring.toString()), "--from", "latest");
        assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).containsPattern("under the key [0-9a-f]{16}, which is not in BACKUP_KEY_FILE");
        assertThat(query(target, SCHEMAS)).isEmpty();

        Files.writeString(ring, first + "\n" + Files.readString(old));
        Result restored = trial.restore(target, Map.of("BACKUP_KEY_FILE", ring.toString()), "--from", "latest");
        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(query(target, LOG)).containsExactlyElementsOf(database.query(LOG));
    }

    @Test
    void on_a_terminal_every_part_of_a_restore_has_its_bar() {
        database.publish(1, 2);
        trial.backup("--full");
        PostgresDatabase target = SharedServers.newDatabase();
        StringWriter err = new StringWriter();
        int code = Talelio.commandLine(trial.environment(target), true)
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(
                        "restore",
                        "--from",
                        "latest",
                        "--into",
                        target.jdbcUrl(),
                        "--report",
                        trial.report().toString());

        assertThat(code).as(err.toString()).isZero();
        assertThat(err.toString())
                .contains("schemas [", "events [", "checks [", "claims [", "user-events [", "article-events [");
    }

    @Test
    void no_node_starts_on_what_was_not_restored_to_its_end_and_nobody_makes_a_backup_of_it() throws IOException {
        database.publish(1, 2);
        String backup = trial.backup("--full");
        String chunk = database.bucket().list("backups/" + backup + "/").stream()
                .map(StoredObject::key)
                .filter(key -> key.contains("domain_event"))
                .findFirst()
                .orElseThrow();
        database.bucket().delete(chunk);

        PostgresDatabase target = SharedServers.newDatabase();
        Result failed = trial.restore(target, "--from", "latest");
        assertThat(failed.code()).as(failed.toString()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.err()).contains("domain_event", "is missing", "Drop it");
        assertThat(Files.readString(trial.report())).contains("failed");

        assertThatThrownBy(() -> NodeAtWork.on(target).close()).hasStackTraceContaining("being restored");
        assertThat(Operated.run(trial.environment(target), "doctor").out()).contains("this database is being restored");
        Result run = Operated.run(trial.environment(target), "backup", "run");
        assertThat(run.code()).as(run.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(trial.restore(target, "--from", "latest").code()).isEqualTo(ExitCode.REFUSED);
    }
}
