package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.user.UserId;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.backup.runs.Progress;
import io.talel.ops.backup.runs.Request;
import io.talel.ops.backup.runs.RunRecorder;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.NodeAtWork;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.Talelio;
import io.talel.ops.console.cli.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Drills beside a running node. */
class BackupDrillIT {

    private static final String SCRATCH = "SELECT datname::text FROM pg_database WHERE datname LIKE 'talelio_drill_%'";

    @TempDir
    private Path directory;

    private BackedUp database;
    private NodeAtWork node;
    private UserId ada;
    private ArticlePublished first;
    private ArticlePublished second;

    @BeforeEach
    void a_node_at_work_and_a_backup() throws IOException {
        database = BackedUp.create();
        node = NodeAtWork.on(database.database());
        ada = node.register("ada");
        first = node.publish(ada, "First");
        second = node.publish(ada, "Second");
        await().until(() ->
                database.query("SELECT id::text FROM read_model.article").size() == 2);
        Result backup = database.run("backup", "run");
        assertThat(backup.code()).as(backup.toString()).isZero();
    }

    @AfterEach
    void the_node_ends() {
        node.close();
    }

    @Test
    void a_drill_that_would_fill_the_disk_is_refused() {
        Result drill = database.run("backup", "drill", "--disk", "/proc");

        assertThat(drill.code()).as(drill.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(drill.err()).contains("MB are needed for the scratch database, 0 MB are free in /proc");
        assertThat(database.run("backup", "drill", "--disk", directory.toString())
                        .code())
                .isZero();
    }

    @Test
    void what_is_restored_is_what_is_live_but_for_what_has_happened_since() {
        node.revise(first, 0, "As it is now.");
        node.publish(ada, "Third");

        Result drill = database.run("backup", "drill", "-o", "json");

        assertThat(drill.code()).as(drill.toString()).isZero();
        JsonNode articles = projection(drill, "article");
        assertThat(articles.path("alike").asInt()).isEqualTo(1);
        assertThat(articles.path("movedOn").asInt()).isBetween(1, 2);
        assertThat(articles.path("liveChecksum").asString())
                .isEqualTo(articles.path("restoredChecksum").asString());
        assertThat(projection(drill, "user").path("alike").asInt()).isEqualTo(1);
        assertThat(database.query(SCRATCH)).isEmpty();
        assertThat(database.query("SELECT outcome FROM operations.backup_run WHERE task = 'drill'"))
                .containsExactly("done");
        assertThat(database.query(
                        "SELECT details ->> 'recoverySeconds' FROM operations.backup_run WHERE task = 'drill'"))
                .allSatisfy(seconds -> assertThat(Double.parseDouble(seconds)).isPositive());
    }

    @Test
    void a_row_that_was_tampered_with_is_found() {
        database.owner()
                .sql("UPDATE article_g1.article SET title = 'Forged' WHERE id = ?")
                .param(second.articleId().value())
                .update();

        Result drill = database.run("backup", "drill");

        assertThat(drill.code()).as(drill.toString()).isEqualTo(ExitCode.FAILED);
        assertThat(drill.out()).contains("1 row differs", second.articleId() + " differs");
        assertThat(database.query("SELECT outcome FROM operations.backup_run WHERE task = 'drill'"))
                .containsExactly("failed");
        assertThat(database.query(SCRATCH)).isEmpty();
    }

    @Test
    void a_stream_that_lacks_an_event_is_found() {
        node.revise(first, 0, "As it was.");
        node.revise(first, 1, "As it is now.");
        await().until(() -> database.query("SELECT version::text FROM read_model.article WHERE id = "
                        + first.articleId().value())
                .equals(List.of("2")));
        database.change("ALTER TABLE event_store.domain_event DISABLE TRIGGER append_only");
        database.owner()
                .sql("DELETE FROM event_store.domain_event WHERE aggregate_identifier = ? AND sequence_number = 1")
                .param(first.articleId().toString())
                .update();
        assertThat(database.run("backup", "run", "--full").code()).isZero();

        Result drill = database.run("backup", "drill", "-o", "json");

        assertThat(drill.code()).as(drill.toString()).isEqualTo(ExitCode.FAILED);
        assertThat(drill.json().path("report").path("brokenStreams").asInt()).isEqualTo(1);
    }

    @Test
    void what_a_killed_drill_has_left_is_told_by_doctor_and_dropped_by_the_next() throws SQLException {
        String left = scratch("interval '11 minutes'");
        String used = scratch("interval '2 days'");
        String fresh = scratch("interval '1 minute'");
        try (Connection _ = DriverManager.getConnection(
                database.database().jdbcUrl().replaceFirst("/[^/?]+(\\?|$)", "/" + used + "$1"),
                database.database().ownerUser(),
                database.database().ownerPassword())) {
            assertThat(database.run("doctor").out()).contains(left).doesNotContain(used, fresh);

            assertThat(database.run("backup", "drill", "latest").code()).isZero();

            assertThat(database.query(SCRATCH)).containsExactlyInAnyOrder(used, fresh);
        } finally {
            database.change("DROP DATABASE " + used + " WITH (FORCE)");
            database.change("DROP DATABASE " + fresh);
        }
    }

    private String scratch(String age) {
        String name = database.query("SELECT 'talelio_drill_' || to_char(now() AT TIME ZONE 'UTC' - " + age
                        + ", 'YYYYMMDDHH24MISS') || '_0123abcd'")
                .getFirst();
        database.change("CREATE DATABASE " + name);
        return name;
    }

    @Test
    void a_drill_that_is_asked_to_end_is_recorded_as_cancelled_and_leaves_nothing() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Talelio.class.getName(),
                        "backup",
                        "drill")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(database.environment());
        Process drill = builder.start();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !database.query(SCRATCH).isEmpty());

        drill.destroy();

        assertThat(drill.waitFor()).isEqualTo(143);
        assertThat(database.query(SCRATCH)).isEmpty();
        assertThat(database.query("SELECT outcome FROM operations.backup_run WHERE task = 'drill'"))
                .containsExactly("cancelled");
    }

    @Test
    void a_cancelled_run_is_recorded_as_cancelled_even_if_its_last_step_was_refused() {
        Request cancelled = new Request(new Operator("ada", "there"), Duration.ZERO, new Progress() {
            @Override
            public void at(long done, long total, String doing) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        });

        assertThatThrownBy(() -> RunRecorder.of(
                        Settings.of(database.environment()).eventStore(), Task.DRILL, Map.of(), cancelled, false, _ -> {
                            throw new Refused("the role exists, but cannot connect: interrupted");
                        }))
                .isInstanceOf(Stopped.class);

        assertThat(database.query("SELECT outcome FROM operations.backup_run WHERE task = 'drill'"))
                .containsExactly("cancelled");
    }

    @Test
    void a_backup_of_nothing_is_proven_at_once() throws IOException {
        BackedUp empty = BackedUp.create();
        empty.backUp();

        Result drill = empty.run("backup", "drill");

        assertThat(drill.code()).as(drill.toString()).isZero();
    }

    @Test
    void nothing_that_is_live_is_touched_and_nobody_gets_mail() throws IOException {
        try (ServerSocketChannel mailServer = ServerSocketChannel.open()) {
            mailServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            mailServer.configureBlocking(false);
            Map<String, String> environment = database.environment();
            environment.put("EMAIL_SERVER", "127.0.0.1:" + mailServer.socket().getLocalPort());
            environment.put("DATA_DIR", directory.toString());
            List<String> live = contents();

            Result drill = Operated.run(environment, "backup", "drill");

            assertThat(drill.code()).as(drill.toString()).isZero();
            assertThat(contents()).containsExactlyElementsOf(live);
            assertThat(mailServer.accept()).isNull();
            assertThat(directory).isEmptyDirectory();
        }
    }

    /** A hash of the rows of every table, except the run log, the nodes' reports and what nodes make a moment later. */
    private List<String> contents() {
        return database.query("""
                        SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                        WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename NOT IN
                            ('backup_run', 'token_entry', 'processor_node', 'article_search', 'article_search_queue')
                        ORDER BY 1""").stream()
                .map(table -> database.query(
                                "SELECT '%s ' || coalesce(md5(string_agg(row::text, ' ' ORDER BY row::text)), '') FROM %1$s row"
                                        .formatted(table))
                        .getFirst())
                .toList();
    }

    @Test
    void a_drill_that_could_not_restore_says_why_and_asks_nobody_to_drop_what_is_gone() throws IOException {
        String chunk = database.bucket().list("backups/").stream()
                .map(StoredObject::key)
                .filter(key -> key.contains("domain_event"))
                .findFirst()
                .orElseThrow();
        database.bucket().delete(chunk);

        Result drill = database.run("backup", "drill");

        assertThat(drill.code()).as(drill.toString()).isEqualTo(ExitCode.FAILED);
        assertThat(drill.err())
                .contains("could not be restored", "is missing", "The scratch database was dropped.")
                .doesNotContain("Drop it");
        assertThat(database.query(SCRATCH)).isEmpty();
    }

    @Test
    void another_backup_than_one_of_this_database_is_refused() {
        Result drill = database.run("backup", "drill", "20200101T000000000Z-0123abcd");
        assertThat(drill.code()).as(drill.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(database.query("SELECT outcome FROM operations.backup_run WHERE task = 'drill'"))
                .containsExactly("cancelled");
    }

    private static JsonNode projection(Result drill, String name) {
        for (JsonNode projection : drill.json().path("report").path("projections")) {
            if (projection.path("projection").asString().equals(name)) {
                return projection;
            }
        }
        throw new AssertionError(drill.out());
    }
}
