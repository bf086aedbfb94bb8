package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.user.UserId;
import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.EventRange;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Databases restored from their backups. */
class RestoreIT {

    private static final String LOG = """
            SELECT global_index || ' ' || event_identifier || ' ' || md5(payload) || ' ' || occurred_at
            FROM event_store.domain_event ORDER BY global_index""";

    private static final String ARTICLES = "SELECT article::text FROM read_model.article article ORDER BY id";

    private static final String USERS = "SELECT account::text FROM read_model.user_account account ORDER BY id";

    private static final String SCHEMAS =
            "SELECT nspname::text FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema')";

    private static final String LATE = """
            INSERT INTO event_store.domain_event
              (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
               event_name, event_revision, payload, metadata)
            SELECT gen_random_uuid(), 'article-99', 0, aggregate_type, occurred_at, event_name, event_revision,
                   convert_to((replace(convert_from(payload, 'UTF8'), 'article-1', 'article-99')::jsonb
                       || '{"articleId": 99}')::text, 'UTF8'), metadata
            FROM event_store.domain_event WHERE aggregate_identifier = 'article-1'""";

    private static final int POSITIONS =
            (int) Math.ceil(10 * Math.max(0.3, Double.parseDouble(System.getProperty("talelio.drill.scale", "0.05"))));

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
            node.revise(hello, 0, "As it is now.");
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

    @Test
    void at_any_place_the_read_models_are_those_of_the_log_up_to_there() throws IOException {
        List<ArticlePublished> published = new ArrayList<>();
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            UserId ada = node.register("ada");
            for (int i = 0; i < 10; i++) {
                published.add(node.publish(ada, "Article " + i));
                if (i == 5) {
                    backup("--full");
                }
                node.revise(published.get(i / 2), i % 2, "As it was after " + i);
                node.register("reader-" + i);
            }
        }
        backup();
        Random random = new Random(4);
        for (int i = 0; i < POSITIONS; i++) {
            int place = 1 + random.nextInt(database.query(LOG).size());
            PostgresDatabase target = SharedServers.newDatabase();
            Result restored = restore(target, "--from", "latest", "--to-index", String.valueOf(place));
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
        backup("--full");

        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = restore(
                target,
                "--from",
                "latest",
                "--to-time",
                OffsetDateTime.parse(time).toInstant().toString());

        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(query(target, LOG))
                .containsExactlyElementsOf(database.query(LOG).subList(0, 3));
        assertThat(restore(SharedServers.newDatabase(), "--from", "latest", "--to-time", "2h")
                        .code())
                .as("two hours ago, as --since has it: before the first event")
                .isEqualTo(ExitCode.REFUSED);
        assertThat(restore(SharedServers.newDatabase(), "--from", "latest", "--to-time", "2100-01-01T00:00:00Z")
                        .code())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(restore(SharedServers.newDatabase(), "--from", "latest", "--to-time", "2000-01-01T00:00:00Z")
                        .code())
                .isEqualTo(ExitCode.REFUSED);
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
            backup("--full");
            backup = backup();
            enough.set(true);
        }
        EventRange range = new Archive(database.bucket(), SigningKeys.of(database.environment()))
                .load(Kind.FULL, new BackupId(backup))
                .eventRange();
        assertThat(range.to()).isGreaterThan(500).isLessThan(database.query(LOG).size());

        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = restore(target, "--from", backup);

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
    void an_event_that_came_late_is_where_it_belongs() throws SQLException {
        database.publish(1, 2);
        try (Connection slow = connect(database.database())) {
            slow.setAutoCommit(false);
            try (Statement statement = slow.createStatement()) {
                statement.execute(LATE);
            }
            database.publish(3, 2);
            backup("--full");
            slow.commit();
        }
        database.publish(5, 2);
        backup();

        PostgresDatabase whole = SharedServers.newDatabase();
        Result restored = restore(whole, "--from", "latest");
        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(query(whole, LOG)).hasSize(7).containsExactlyElementsOf(database.query(LOG));

        PostgresDatabase part = SharedServers.newDatabase();
        assertThat(restore(part, "--from", "latest", "--to-index", "4").code()).isZero();
        assertThat(query(part, LOG))
                .hasSize(4)
                .containsExactlyElementsOf(database.query(LOG).subList(0, 4));
    }

    @Test
    void another_first_key_opens_what_the_key_before_it_has_closed_and_without_that_nothing_is_begun()
            throws IOException {
        database.publish(1, 2);
        backup("--full");
        Path old = Path.of(database.environment().get("BACKUP_KEY_FILE"));
        Path ring = directory.resolve("ring");
        String first = Secrets.kept(directory.resolve("new"), 32);

        Files.writeString(ring, first + "\n");
        PostgresDatabase target = SharedServers.newDatabase();
        Result refused = restore(target, Map.of("BACKUP_KEY_FILE", ring.toString()), "--from", "latest");
        assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).containsPattern("under the key [0-9a-f]{16}, which is not in BACKUP_KEY_FILE");
        assertThat(query(target, SCHEMAS)).isEmpty();

        Files.writeString(ring, first + "\n" + Files.readString(old));
        Result restored = restore(target, Map.of("BACKUP_KEY_FILE", ring.toString()), "--from", "latest");
        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(query(target, LOG)).containsExactlyElementsOf(database.query(LOG));
    }

    @Test
    void who_was_erased_since_stays_erased_and_has_no_credential_but_whoever_came_later_has() {
        UserId ada;
        UserId alan;
        UserId grace;
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            ada = node.register("ada");
            alan = node.register("alan");
            grace = node.register("grace");
        }
        for (UserId user : List.of(ada, alan, grace)) {
            database.owner()
                    .sql("INSERT INTO auth.credential VALUES (?, 'a hash', now(), false)")
                    .param(user.value())
                    .update();
        }
        database.owner()
                .sql(
                        "INSERT INTO auth.mail (kind, user_id, given_at, cause) VALUES ('PASSWORD_RESET', ?, 0, 'a request')")
                .param(alan.value())
                .update();
        backup("--full");
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            node.remove(ada);
        }
        backup();

        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = restore(target, "--from", "latest", "--to-index", "2");
        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(query(target, "SELECT person FROM personal.person_key"))
                .containsExactlyInAnyOrder(alan.toString(), grace.toString());
        assertThat(query(target, USERS)).hasSize(2).noneMatch(row -> row.contains("ada"));
        assertThat(query(target, "SELECT user_id::text FROM claims.claimed_username"))
                .containsExactly(String.valueOf(alan.value()));
        assertThat(query(target, "SELECT user_id::text FROM auth.credential"))
                .containsExactlyInAnyOrder(String.valueOf(alan.value()), String.valueOf(grace.value()));
        assertThat(query(target, "SELECT cause FROM auth.mail WHERE due_at IS NULL"))
                .containsExactly("a request");
        assertThat(query(target, "SELECT cause FROM auth.mail WHERE due_at IS NOT NULL"))
                .isEmpty();
        assertThat(restored.json().path("report").path("credentialsDropped").asInt())
                .isEqualTo(1);

        String whose = "1 person is in the log without a key or a removal: %s.".formatted(ada);
        assertThat(restored.json().path("report").path("warnings").path(0).asString())
                .startsWith(whose)
                .contains("`ops/talelio users erase ID --articles remove --reason TICKET`");
        assertThat(restored.json().path("message").asString()).contains(whose);
        Result ill = Operated.run(environment(target), "doctor");
        assertThat(ill.code()).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(ill.out()).contains(whose, "`users erase ID --articles remove --reason TICKET`");
        Result erased = Operated.run(
                environment(target), "users", "erase", String.valueOf(ada.value()), "--reason", "T-1", "--yes");
        assertThat(erased.code()).as(erased.toString()).isZero();
        assertThat(Operated.run(environment(target), "doctor").out())
                .doesNotContain(whose)
                .contains("every person without a key has a removal in the log");
    }

    @Test
    void keys_that_were_lost_are_damage_nobody_is_told_to_erase_their_persons_and_older_keys_can_be_asked_for() {
        UserId ada;
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            ada = node.register("ada");
            node.register("alan");
        }
        String older = database.run("backup", "info", backup("--full"), "-o", "json")
                .json()
                .path("manifest")
                .path("keys")
                .asString();
        database.owner()
                .sql("DELETE FROM personal.person_key WHERE person = ?")
                .param(ada.toString())
                .update();
        backup();

        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = restore(target, "--from", "latest");
        assertThat(restored.code()).as(restored.toString()).isEqualTo(ExitCode.UNHEALTHY);
        String whose = "1 person is in the log without a key or a removal: %s.".formatted(ada);
        assertThat(restored.json().path("report").path("damage").path(0).asString())
                .startsWith(whose)
                .contains("`restore --keys ID`", "erase none of these persons");
        assertThat(restored.json().path("report").path("warnings").toString()).doesNotContain("users erase");
        assertThat(report()).exists();
        for (Map<String, String> environment : List.of(environment(target), database.environment())) {
            Result ill = Operated.run(environment, "doctor");
            assertThat(ill.code()).isEqualTo(ExitCode.UNHEALTHY);
            assertThat(ill.out()).contains(whose, "`restore --keys ID`").doesNotContain("`users erase");
        }

        PostgresDatabase whole = SharedServers.newDatabase();
        Result again = restore(whole, "--from", "latest", "--keys", older);
        assertThat(again.code()).as(again.toString()).isZero();
        assertThat(again.json().path("report").path("warnings").toString())
                .contains("keys/" + older + "/, as requested");
        assertThat(query(whole, "SELECT person FROM personal.person_key")).contains(ada.toString());
        assertThat(query(whole, USERS)).anyMatch(row -> row.contains("ada"));

        Result unknown =
                restore(SharedServers.newDatabase(), "--from", "latest", "--keys", "20200101T000000000Z-00000000");
        assertThat(unknown.code()).as(unknown.toString()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void who_was_removed_is_not_brought_back_by_a_key_that_was_copied_before() {
        UserId ada;
        UserId alan;
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            ada = node.register("ada");
            alan = node.register("alan");
            node.remove(ada);
        }
        database.owner()
                .sql("INSERT INTO personal.person_key (person, key) VALUES (?, sha256('ada'))")
                .param(ada.toString())
                .update();
        backup("--full");

        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = restore(target, "--from", "latest");
        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(query(target, "SELECT person FROM personal.person_key")).containsExactly(alan.toString());
        assertThat(query(target, "SELECT user_id::text FROM claims.claimed_email"))
                .containsExactly(String.valueOf(alan.value()));
        assertThat(query(target, "SELECT user_id || ' ' || articles FROM auth.erasure"))
                .containsExactly(ada.value() + " KEEP");
    }

    @Test
    void passwords_are_those_of_the_newest_keys() throws IOException {
        UserId ada;
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            ada = node.register("ada");
        }
        database.owner()
                .sql("INSERT INTO auth.credential VALUES (?, 'the first', now(), false)")
                .param(ada.value())
                .update();
        String credentials = "SELECT password_hash FROM auth.credential";
        Archive archive = new Archive(database.bucket(), SigningKeys.of(database.environment()));
        Map<String, String> plain = database.environment();
        plain.remove("BACKUP_KEY_FILE");
        assertThat(Operated.run(plain, "backup", "run", "--full", "--allow-plaintext")
                        .code())
                .isZero();
        Manifest first = archive.load(Kind.FULL, archive.begun(Kind.FULL).getLast());
        assertThat(database.run("backup", "verify", "--deep").code()).isZero();

        PostgresDatabase before = SharedServers.newDatabase();
        Result restored = restore(before, "--from", first.id().toString());
        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(query(before, credentials)).containsExactly("the first");

        database.change("UPDATE auth.credential SET password_hash = 'the second'");
        backup();
        PostgresDatabase since = SharedServers.newDatabase();
        restored = restore(since, "--from", first.id().toString());
        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(query(since, credentials)).containsExactly("the second");
    }

    @Test
    void where_no_report_can_be_written_nothing_is_begun() {
        database.publish(1, 2);
        backup("--full");
        PostgresDatabase target = SharedServers.newDatabase();

        String nowhere = directory.resolve("nowhere/report.json").toString();
        Result refused = Operated.run(
                environment(target), "restore", "--into", target.jdbcUrl(), "--from", "latest", "--report", nowhere);

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
            assertUsage("--to-time", restore(target, "--from", "latest", "--to-time", time));
        }
    }

    private static void assertUsage(String option, Result result) {
        assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err())
                .startsWith("Invalid value for option '" + option + "'")
                .doesNotContain("secret", "Exception", "java.");
    }

    @Test
    void on_a_terminal_every_part_of_a_restore_has_its_bar() {
        database.publish(1, 2);
        backup("--full");
        PostgresDatabase target = SharedServers.newDatabase();
        StringWriter err = new StringWriter();
        int code = Talelio.commandLine(environment(target), true)
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute("restore", "--from", "latest", "--into", target.jdbcUrl(), "--report", report().toString());

        assertThat(code).as(err.toString()).isZero();
        assertThat(err.toString())
                .contains("schemas [", "events [", "checks [", "claims [", "user-events [", "article-events [");
    }

    @Test
    void a_database_that_is_not_empty_is_refused_and_stays_as_it_is() {
        database.publish(1, 2);
        backup("--full");
        List<String> before = database.query(LOG);
        Result refused = restore(database.database(), "--from", "latest");
        assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("is not empty");
        assertThat(database.query(LOG)).containsExactlyElementsOf(before);
        assertThat(report()).doesNotExist();
    }

    @Test
    void no_node_starts_on_what_was_not_restored_to_its_end_and_nobody_makes_a_backup_of_it() throws IOException {
        database.publish(1, 2);
        String backup = backup("--full");
        String chunk = database.bucket().list("backups/" + backup + "/").stream()
                .map(StoredObject::key)
                .filter(key -> key.contains("domain_event"))
                .findFirst()
                .orElseThrow();
        database.bucket().delete(chunk);

        PostgresDatabase target = SharedServers.newDatabase();
        Result failed = restore(target, "--from", "latest");
        assertThat(failed.code()).as(failed.toString()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.err()).contains("domain_event", "is missing", "Drop it");
        assertThat(Files.readString(report())).contains("failed");

        assertThatThrownBy(() -> NodeAtWork.on(target).close()).hasStackTraceContaining("being restored");
        assertThat(Operated.run(environment(target), "doctor").out()).contains("this database is being restored");
        Result run = Operated.run(environment(target), "backup", "run");
        assertThat(run.code()).as(run.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(restore(target, "--from", "latest").code()).isEqualTo(ExitCode.REFUSED);
    }

    private Map<String, String> environment(PostgresDatabase target) {
        Map<String, String> environment = database.environment();
        environment.putAll(target.environment());
        return environment;
    }

    private Result restore(PostgresDatabase target, String... options) {
        return restore(target, Map.of(), options);
    }

    private Result restore(PostgresDatabase target, Map<String, String> settings, String... options) {
        List<String> command = new ArrayList<>(
                List.of("restore", "--into", target.jdbcUrl(), "-o", "json", "--report", report().toString()));
        command.addAll(List.of(options));
        Map<String, String> environment = environment(target);
        environment.putAll(settings);
        return Operated.run(environment, command.toArray(String[]::new));
    }

    private static Connection connect(PostgresDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
    }

    private Path report() {
        return directory.resolve("restore-report.json");
    }

    private String backup(String... options) {
        List<String> command = new ArrayList<>(List.of("backup", "run", "-o", "json"));
        command.addAll(List.of(options));
        Result result = database.run(command.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        return result.json().path("id").asString();
    }

    private static List<String> query(PostgresDatabase target, String sql) {
        return JdbcClient.create(
                        new DriverManagerDataSource(target.jdbcUrl(), target.ownerUser(), target.ownerPassword()))
                .sql(sql)
                .query(String.class)
                .list();
    }
}
