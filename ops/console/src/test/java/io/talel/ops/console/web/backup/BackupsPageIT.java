package io.talel.ops.console.web.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.backup.BackupContext;
import io.talel.ops.backup.archive.BackupChoice;
import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.runs.Request;
import io.talel.ops.backup.runs.RunRecorder;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.web.ConsoleNode;
import io.talel.ops.console.web.Page;
import io.talel.ops.console.web.WebConsole;
import io.talel.ops.console.web.access.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of backups, beside a running node. */
class BackupsPageIT {

    private static final Operator GRACE = new Operator("grace", "here");
    private static final Duration LONG = Duration.ofSeconds(60);

    private static ConsoleNode node;
    private static Settings settings;
    private static WebConsole console;
    private static Page operator;
    private static Page viewer;

    @BeforeAll
    static void a_node_has_an_article_and_the_console_is_up() throws Exception {
        node = ConsoleNode.start();
        node.publish("Hello", "Hello");
        settings = new Settings(node.backedUp());
        console = WebConsole.start(settings, GRACE, 0);
        operator = Page.open(console.address(Role.OPERATOR));
        viewer = Page.open(console.address(Role.VIEWER));
    }

    @AfterAll
    static void stop() {
        console.close();
        node.close();
    }

    @Test
    void a_viewer_looks_and_changes_nothing() throws Exception {
        HttpResponse<String> page = viewer.get("/backups");

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("Past runs").doesNotContain("<form", " style=");
        assertThat(viewer.post("/backups", asked("FULL")).statusCode()).isEqualTo(403);
        assertThat(viewer.post("/backups", confirmed("FULL")).statusCode()).isEqualTo(403);
        assertThat(Page.stranger(console.address(Role.VIEWER)).get("/backups").statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "FULL, backup run --full",
        "INCREMENTAL, backup run",
        "VERIFY, backup verify",
        "DEEP, backup verify --deep",
        "DRILL, backup drill"
    })
    void what_is_begun_is_asked_about_done_and_written_down(String action, String command) throws Exception {
        aBackup();
        long before = done(command);
        assertThat(operator.post("/backups", asked(action)).body()).contains("name=\"confirmed\"", action);
        assertThat(done(command)).isEqualTo(before);

        HttpResponse<String> begun = operator.post("/backups", confirmed(action));

        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(302);
        await().atMost(LONG).until(() -> done(command) == before + 1);
        assertThat(operator.get("/log").body()).contains(command, "a test", "grace on here");
    }

    @Test
    void a_backup_is_seen_in_the_table_and_has_a_page() throws Exception {
        String id = aBackup();

        await().atMost(LONG).until(() -> operator.get("/backups").body().contains("/backups/" + id));
        assertThat(operator.get("/backups").body())
                .contains("is-unproven", "Keys of personal data", "id=\"idle\"")
                .doesNotContain(" style=");
        assertThat(operator.get("/backups/" + id).body())
                .contains(id + ", ", "event_store.domain_event", "AES-256-GCM", "Backups needed to restore it");
        assertThat(operator.get("/backups?from=" + id).body()).contains(id);
        assertThat(operator.get("/backups/20200101T000000000Z-00000000").statusCode())
                .isEqualTo(404);
        assertThat(operator.get("/backups?from=yesterday").statusCode()).isEqualTo(400);
    }

    @Test
    void nothing_is_begun_without_a_reason_or_as_something_unknown() throws Exception {
        assertThat(operator.post("/backups", Map.of("action", "FULL", "reason", " "))
                        .statusCode())
                .isEqualTo(409);
        assertThat(operator.post("/backups", Map.of("action", "FULL", "reason", " ", "confirmed", "true"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(operator.post("/backups", asked("BURN")).statusCode()).isEqualTo(400);
    }

    @Test
    void a_second_thing_is_refused_by_the_sentence_of_the_lock_and_the_first_is_seen() throws Exception {
        Request asked = new Request(new Operator("ada", "there"), Duration.ZERO, (_, _, _) -> {});
        try (RunRecorder run = RunRecorder.begin(settings.eventStore(), Task.VERIFY, asked)) {
            run.at(3, 10, "rows");
            for (Map<String, String> form : List.of(asked("FULL"), confirmed("FULL"))) {
                HttpResponse<String> refused = operator.post("/backups", form);
                assertThat(refused.statusCode()).isEqualTo(409);
                assertThat(refused.body()).contains("verify of ada on there has been running since");
            }
            assertThat(operator.get("/backups").body())
                    .contains("id=\"running\"", "value=\"3\" max=\"10\"", "by ada on there", "rows: 3 of 10");
        }
        assertThat(operator.get("/backups").body()).contains("cut off");
    }

    @Test
    void what_is_damaged_is_told_and_marked() throws Exception {
        Map<String, String> elsewhere = node.backedUp();
        try (WebConsole other = WebConsole.start(new Settings(elsewhere), GRACE, 0)) {
            Page page = Page.open(other.address(Role.OPERATOR));
            assertThat(page.get("/backups").body()).contains("There is no backup yet");
            page.post("/backups", confirmed("FULL"));
            await().atMost(LONG).until(() -> page.get("/backups").body().contains("is-unproven"));
            String damaged = removeAChunk(new Settings(elsewhere));

            page.post("/backups", confirmed("DEEP"));

            await().atMost(LONG).until(() -> page.get("/backups").body().contains("Started here"));
            await().atMost(LONG).until(() -> page.get("/backups").body().contains("is-damaged\">damaged<"));
            assertThat(page.get("/backups").body())
                    .contains("backup verify --deep: failed: ", "backup %s is damaged: chunk".formatted(damaged));
            noteThatLooksFine(damaged);
            assertThat(page.get("/backups/" + damaged).body()).contains("is damaged: chunk");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "S3_ENDPOINT, http://127.0.0.1:1, The content of the bucket is unknown at the moment",
        "BACKUP_SIGNING_KEY_FILE, '', BACKUP_SIGNING_KEY_FILE is not set"
    })
    void without_a_bucket_or_a_key_the_page_says_so_and_shows_the_runs(String variable, String value, String said)
            throws Exception {
        String id = aBackup();
        Map<String, String> without = new HashMap<>(settings.variables());
        without.put(variable, value);
        try (WebConsole other = WebConsole.start(new Settings(without), GRACE, 0)) {
            Page page = Page.open(other.address(Role.OPERATOR));

            await().atMost(LONG).until(() -> page.get("/backups").body().contains(said));

            assertThat(page.get("/backups").statusCode()).isEqualTo(200);
            assertThat(page.get("/backups").body()).contains(id, "done");
        }
    }

    /** @return id of the newest backup, made now if there is none */
    private static String aBackup() throws Exception {
        try (BackupContext backups = BackupContext.of(settings)) {
            if (backups.archive().begun(Kind.FULL).isEmpty()) {
                long before = done("backup run --full");
                operator.post("/backups", confirmed("FULL"));
                await().atMost(LONG).until(() -> done("backup run --full") > before);
            }
            return BackupChoice.of(backups.archive(), BackupChoice.LATEST).id().value();
        }
    }

    /** @return id of the damaged backup */
    private static String removeAChunk(Settings elsewhere) throws Exception {
        try (BackupContext backups = BackupContext.of(elsewhere)) {
            BackupChoice newest = BackupChoice.of(backups.archive(), BackupChoice.LATEST);
            Manifest manifest = backups.archive().load(newest.kind(), newest.id());
            Chunk chunk = manifest.chunks().findFirst().orElseThrow();
            backups.archive().bucket().delete(manifest.directory() + chunk.object());
            return newest.id().value();
        }
    }

    /** As a verification that is not deep does, which misses some damage. */
    private static void noteThatLooksFine(String backup) {
        node.owner().sql("""
                        INSERT INTO operations.backup_run (task, operator, host, finished_at, outcome, backup, details)
                        VALUES ('verify', 'ada', 'there', now(), 'done', :backup,
                                jsonb_build_object('deep', false, 'chain', jsonb_build_array(CAST(:backup AS text))))
                        """).param("backup", backup).update();
    }

    private static long done(String command) {
        return node.owner()
                .sql("SELECT count(*) FROM operations.operator_log WHERE command = ? AND outcome = 'done'")
                .param(command)
                .query(Long.class)
                .single();
    }

    private static Map<String, String> asked(String action) {
        return Map.of("action", action, "reason", "a test");
    }

    private static Map<String, String> confirmed(String action) {
        Map<String, String> fields = new HashMap<>(asked(action));
        fields.put("confirmed", "true");
        return fields;
    }
}
