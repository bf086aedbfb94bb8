package io.talel.ops.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.web.access.Role;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The web console beside a running node. */
class WebConsoleIT {

    private static final Map<String, String> REASON = Map.of("reason", "a test");

    private static ConsoleNode node;
    private static JdbcClient owner;
    private static WebConsole console;
    private static Page operator;
    private static Page viewer;

    @BeforeAll
    static void a_node_has_an_article_and_the_console_is_up() throws Exception {
        node = ConsoleNode.start();
        owner = node.owner();
        node.revise(node.publish("Hello", "<script>alert(1)</script>"), "Better");
        console = WebConsole.start(new Settings(node.environment()), new Operator("grace", "here"), 0);
        operator = Page.open(console.address(Role.OPERATOR));
        viewer = Page.open(console.address(Role.VIEWER));
        await().until(() -> owner.sql("SELECT count(*) FROM read_model.article WHERE version = 1")
                        .query(Long.class)
                        .single()
                == 1);
    }

    @AfterAll
    static void stop() {
        console.close();
        node.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/projections",
                "/projections/article",
                "/dead-letters",
                "/events",
                "/events/2",
                "/backups",
                "/log"
            })
    void every_page_is_shown_to_a_viewer_and_to_nobody_without_a_token(String path) throws Exception {
        HttpResponse<String> page = viewer.get(path);

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("<nav", "viewer").doesNotContain("id=\"rebuild\"");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(Page.stranger(console.address(Role.VIEWER)).get(path).statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_token_of_another_run_opens_nothing() throws Exception {
        String address = console.address(Role.OPERATOR);

        assertThat(Page.open(address.substring(0, address.length() - 1) + "!")
                        .get("/")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_viewer_changes_nothing() throws Exception {
        assertThat(viewer.post("/projections/image/pause", REASON).statusCode()).isEqualTo(403);
        assertThat(paused()).isZero();
    }

    @Test
    void a_page_of_another_site_changes_nothing() throws Exception {
        assertThat(operator.postFrom("http://evil.example", "/projections/image/pause", REASON)
                        .statusCode())
                .isEqualTo(403);
        assertThat(paused()).isZero();
    }

    @Test
    void a_foreign_name_that_leads_here_is_turned_away() throws Exception {
        URI address = URI.create(console.address(Role.OPERATOR));

        assertThat(Raw.get(address.getPort(), "evil.example", address.getRawPath() + "?" + address.getRawQuery()))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void the_overview_shows_every_projection_and_the_newest_events() throws Exception {
        assertThat(operator.get("/").body()).contains("article", "user", "image", "ArticleRevised");
    }

    @Test
    void the_overview_draws_events_and_lags_of_the_last_hour() {
        await().untilAsserted(() -> assertThat(viewer.get("/").body())
                .containsPattern("aria-label=\"Events in the last hour: [0-9.]+/s now, [0-9.]+/s at most\"><path d=\"M")
                .contains("aria-label=\"article behind in the last hour: "));
    }

    @Test
    void events_are_found_by_type_aggregate_actor_and_time() throws Exception {
        assertThat(events("?type=ArticleRevised")).contains("ArticleRevised").doesNotContain(">UserRegistered<");
        assertThat(events("?stream=article-*&type="))
                .contains(">ArticlePublished<")
                .doesNotContain(">UserRegistered<");
        assertThat(events("?actor=nobody")).contains("No event");
        assertThat(events("?from=2020-01-01T00:00&until=2020-01-02T00:00")).contains("No event");
        assertThat(operator.get("/events?from=yesterday").statusCode()).isEqualTo(400);
        assertThat(operator.get("/events?type=%00").statusCode()).isEqualTo(400);
    }

    @Test
    void an_event_shows_what_it_changed_and_the_aggregate_as_it_was_then() throws Exception {
        String revised = operator.get("/events/" + index("ArticleRevised")).body();

        assertThat(revised).contains("Better", "hello").containsPattern("(?s)class=\"changed\".*body");
        assertThat(operator.get("/events/" + index("ArticlePublished")).body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert", "Better");
    }

    @Test
    void personal_fields_stay_sealed() throws Exception {
        assertThat(operator.get("/events/" + index("UserRegistered")).body())
                .contains("(sealed)")
                .doesNotContain("ada@example.org");
    }

    @Test
    void what_is_not_there_is_said_to_be_missing() throws Exception {
        assertThat(operator.get("/events/999999").statusCode()).isEqualTo(404);
        assertThat(operator.get("/projections/weather").statusCode()).isEqualTo(404);
        assertThat(operator.get("/dead-letters?projection=weather").body()).contains("There is no projection weather");
        assertThat(operator.get("/events/first").statusCode()).isEqualTo(400);
    }

    @Test
    void a_projection_is_paused_and_resumed_for_a_reason_that_the_log_keeps() throws Exception {
        assertThat(operator.post("/projections/user/pause", Map.of("reason", " "))
                        .statusCode())
                .isEqualTo(409);

        assertThat(operator.post("/projections/user/pause", Map.of("reason", "to look at it"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(operator.get("/projections/user").body()).contains("paused", "to look at it", "grace");
        assertThat(operator.post("/projections/user/resume", REASON).statusCode())
                .isEqualTo(302);

        assertThat(paused()).isZero();
        assertThat(operator.get("/log").body()).contains("projections pause user", "to look at it", "grace on here");
    }

    @Test
    void a_rebuild_that_does_not_run_is_not_cancelled() throws Exception {
        assertThat(operator.post("/projections/user/cancel", REASON).body()).contains("No rebuild of user is running.");
    }

    @Test
    void a_rebuild_is_begun_here_and_swapped() throws Exception {
        assertThat(operator.post("/projections/article/rebuild", REASON).statusCode())
                .isEqualTo(302);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> operator.get("/projections/article").body().contains("id=\"rebuild-phase\">done"));
        assertThat(owner.sql("SELECT number FROM read_model.generation WHERE projection = 'article' AND active")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(operator.get("/projections/article").body()).contains("kept", "id=\"switch\"");
    }

    @Test
    void letters_are_discarded_by_a_filter() throws Exception {
        owner.sql("""
                INSERT INTO read_model.dead_letter
                    (projection, generation, stream, version, global_index, event, cause, message, attempts)
                SELECT 'image', 1, 'image-' || id, 0, 1, 'ImageUploaded', 'Poison', 'no such <format>', 1
                FROM generate_series(1, 3) AS id""").update();
        assertThat(operator.get("/dead-letters?cause=poison").body())
                .contains("image-3", "3 letters", "no such &lt;format&gt;");

        Map<String, String> second =
                Map.of("action", "discard", "reason", "a test", "everything", "true", "stream", "image-2");
        assertThat(operator.post("/dead-letters", second).body())
                .contains("1 letter is discarded: image-2 version 0", "name=\"confirmed\"", "name=\"shown\"");
        Map<String, String> before = new HashMap<>(second);
        before.put("shown", "0");
        assertThat(operator.post("/dead-letters", confirmed(before)).statusCode())
                .isEqualTo(409);
        assertThat(letters()).isEqualTo(3);
        operator.post("/dead-letters", confirmed(second));
        assertThat(letters()).isEqualTo(2);
        assertThat(operator.post("/dead-letters", Map.of("action", "discard", "reason", "a test"))
                        .statusCode())
                .isEqualTo(409);
        operator.post(
                "/dead-letters",
                confirmed(
                        Map.of("action", "discard", "reason", "a test", "everything", "true", "projection", "image")));
        assertThat(letters()).isZero();
        assertThat(operator.get("/log").body()).contains("image-2 version 0");
    }

    @Test
    void a_letter_that_fails_again_stays_and_the_log_says_so() throws Exception {
        owner.sql("""
                INSERT INTO read_model.dead_letter
                    (projection, generation, stream, version, global_index, event, cause, message, attempts)
                SELECT 'user', number, 'user-' || ?, 7, 99, 'UserRegistered', 'Poison', 'not today', 1
                FROM read_model.generation WHERE projection = 'user' AND active""").param(node.ada().value()).update();
        long letter = owner.sql("SELECT id FROM read_model.dead_letter")
                .query(Long.class)
                .single();
        assertThat(operator.get("/dead-letters/" + letter).body()).contains("not today", "The event is not in the log");

        operator.post("/dead-letters", Map.of("action", "retry", "reason", "a test", "id", Long.toString(letter)));

        assertThat(letters()).isEqualTo(1);
        assertThat(operator.get("/log").body())
                .contains(
                        "dead-letters retry " + letter,
                        "failed",
                        "parked; user-" + node.ada().value());
        assertThat(operator.post("/dead-letters", Map.of("action", "burn", "reason", "a test"))
                        .statusCode())
                .isEqualTo(400);
        owner.sql("DELETE FROM read_model.dead_letter").update();
    }

    @Test
    void a_switch_is_asked_about_and_its_refusal_is_shown() throws Exception {
        Map<String, String> nowhere = Map.of("to", "99", "reason", "a test");
        assertThat(operator.post("/projections/image/switch", nowhere).body())
                .contains("generation 99", "name=\"confirmed\"");

        operator.post("/projections/image/switch", confirmed(nowhere));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(operator.get("/projections/image").body()).contains("refused: "));
    }

    @Test
    void whoever_is_turned_away_is_told_why() throws Exception {
        assertThat(Page.stranger(console.address(Role.VIEWER)).get("/").body())
                .contains("Open the address that the console printed")
                .doesNotContain("Whitelabel");
        assertThat(operator.get("/weather").statusCode()).isEqualTo(404);
    }

    static Map<String, String> confirmed(Map<String, String> form) {
        Map<String, String> fields = new HashMap<>(form);
        fields.put("confirmed", "true");
        fields.putIfAbsent("shown", String.valueOf(Long.MAX_VALUE));
        return fields;
    }

    private static String events(String query) throws Exception {
        return operator.get("/events" + query).body();
    }

    private static long index(String event) {
        return owner.sql("SELECT global_index FROM event_store.domain_event WHERE event_name = ?")
                .param(event)
                .query(Long.class)
                .single();
    }

    private static long paused() {
        return owner.sql("SELECT count(*) FROM read_model.pause")
                .query(Long.class)
                .single();
    }

    private static long letters() {
        return owner.sql("SELECT count(*) FROM read_model.dead_letter")
                .query(Long.class)
                .single();
    }
}
