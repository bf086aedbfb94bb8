package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Articles that are published and taken back later. */
@Tag("port")
class ScheduleE2E {

    private static final Api API = GatewayNode.shared().api();
    private static final Instant LATER = Instant.parse("2126-03-01T09:30:00Z");

    private final ApiSession ada = TestPerson.signedIn(API, "ada");
    private final ApiSession bob = TestPerson.signedIn(API, "bob");

    @Test
    void readers_see_the_version_that_was_scheduled_until_its_author_publishes_what_was_edited_since() {
        String slug = ada.draft("Pinned", "First.");
        revise(
                slug,
                Map.of(
                        "title", "Pinned, really",
                        "body", "Second.",
                        "tags", List.of("shown"),
                        "language", "de",
                        "meta_description", "Shown to readers",
                        "featured_image", "https://example.org/shown.png"));

        Instant soon = now().plusSeconds(3);
        schedule(ada, slug, soon, null).is(200);
        revise(
                slug,
                Map.of(
                        "title", "Not to be seen",
                        "body", "Third.",
                        "tags", List.of("hidden"),
                        "language", "en",
                        "meta_description", "Kept from readers",
                        "featured_image", "https://example.org/kept.png"));
        API.get(Paths.article(slug)).send().isError(404, "Not Found", "Article not found");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> API.get(Paths.article(slug)).send().status() == 200);

        ApiAnswer read = API.get(Paths.article(slug)).send();
        assertThat(read.text("article", "body")).isEqualTo("Second.");
        assertThat(read.text("article", "html")).isEqualTo("<p>Second.</p>");
        assertThat(read.text("article", "title")).isEqualTo("Pinned, really");
        assertThat(read.json().at("/article/tags").toString()).isEqualTo("[\"shown\"]");
        assertThat(read.text("article", "language")).isEqualTo("de");
        assertThat(read.text("article", "meta_description")).isEqualTo("Shown to readers");
        assertThat(read.text("article", "featured_image")).isEqualTo("https://example.org/shown.png");
        assertThat(Instant.parse(read.text("article", "created_at"))).isAfterOrEqualTo(soon);
        assertThat(API.get(Paths.articlesOf(ada.person())).send().text())
                .contains("Second.")
                .doesNotContain("Third.", "Not to be seen", "hidden");
        assertThat(found("q=second&tag=shown")).containsExactly(slug);
        assertThat(found("q=third")).isEmpty();
        assertThat(found("q=%22kept+from+readers%22+or+seen")).isEmpty();
        assertThat(found("tag=hidden")).isEmpty();
        JsonNode own = ada.get(Paths.ownArticle(slug)).send().is(200).json().path("article");
        assertThat(own.path("body").asString()).isEqualTo("Third.");
        assertThat(own.path("unpublished_edits").asBoolean()).isTrue();

        revise(slug, Map.of("body", "Fourth."));
        ApiAnswer unchanged = API.get(Paths.article(slug)).send();
        assertThat(unchanged.text("article", "body")).isEqualTo("Second.");
        assertThat(unchanged.text("article", "updated_at")).isEqualTo(read.text("article", "updated_at"));

        ApiAnswer published = ada.post(Paths.article(slug) + "/publish").send().is(200);
        assertThat(published.json().at("/article/unpublished_edits").asBoolean())
                .isFalse();
        ApiAnswer whole = API.get(Paths.article(slug)).send();
        assertThat(whole.text("article", "body")).isEqualTo("Fourth.");
        assertThat(whole.text("article", "title")).isEqualTo("Not to be seen");
        assertThat(whole.json().at("/article/tags").toString()).isEqualTo("[\"hidden\"]");
        assertThat(found("q=fourth&tag=hidden")).containsExactly(slug);
        assertThat(found("tag=shown")).isEmpty();
    }

    @Test
    void an_article_is_taken_back_later() {
        String slug = ada.publish("Taken back", "Text.");
        schedule(ada, slug, null, now().plusSeconds(2)).is(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> API.get(Paths.article(slug)).send().status() == 404);
        assertThat(ada.get(Paths.ownArticle(slug)).send().text("article", "status"))
                .isEqualTo("draft");
        assertThat(shown(slug)).isEqualTo("{\"schedule\":null}");
    }

    @Test
    void a_schedule_is_shown_replaced_and_cancelled() {
        String slug = ada.draft("Shown", "");
        assertThat(shown(slug)).isEqualTo("{\"schedule\":null}");
        ApiAnswer first = schedule(ada, slug, LATER, LATER.plusSeconds(60)).is(200);
        assertThat(first.text())
                .isEqualTo("{\"schedule\":{\"version\":1,\"publish_at\":\"2126-03-01T09:30:00.000000Z\","
                        + "\"unpublish_at\":\"2126-03-01T09:31:00.000000Z\"}}");
        assertThat(first.header("ETag")).startsWith("\"1-");
        ApiAnswer found = ada.get(Paths.article(slug) + "/schedule").send().is(200);
        assertThat(found.text()).isEqualTo(first.text());
        assertThat(found.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(found.header("Cache-Control")).isEqualTo("no-cache, private");
        assertThat(schedule(ada, slug, LATER, LATER.plusSeconds(60)).is(200).text())
                .isEqualTo(first.text());

        ApiAnswer second = schedule(ada, slug, LATER, null).is(200);
        assertThat(shown(slug)).isEqualTo(second.text()).contains("\"unpublish_at\":null");
        assertThat(ada.post(Paths.article(slug) + "/schedule")
                        .json(second.json().path("schedule"))
                        .send()
                        .is(200)
                        .text())
                .isEqualTo(second.text());
        ada.post(Paths.article(slug) + "/schedule")
                .header("If-Match", first.header("ETag"))
                .json(Map.of("publish_at", LATER.toString()))
                .send()
                .is(412);

        ada.request("DELETE", Paths.article(slug) + "/schedule").send().is(204);
        ada.request("DELETE", Paths.article(slug) + "/schedule").send().is(204);
        assertThat(shown(slug)).isEqualTo("{\"schedule\":null}");
    }

    @Test
    void a_repeated_request_pins_nothing_new() {
        String slug = ada.draft("Repeated", "");
        ApiAnswer first = withKey(slug, LATER).is(200);
        revise(slug, Map.of("body", "Later."));

        assertThat(withKey(slug, LATER).is(200).text()).isEqualTo(first.text());
        withKey(slug, LATER.plusSeconds(1)).is(422);
        assertThat(shown(slug)).isEqualTo(first.text());

        schedule(ada, slug, LATER.plusSeconds(60), null).is(200);
        assertThat(withKey(slug, LATER).is(200).text()).isEqualTo(first.text());
    }

    private ApiAnswer withKey(String slug, Instant publication) {
        return ada.post(Paths.article(slug) + "/schedule")
                .header("Idempotency-Key", "schedule-1")
                .json(Map.of("publish_at", publication.toString()))
                .send();
    }

    @Test
    void only_the_author_schedules() {
        String draft = ada.draft("Secret", "");
        String article = ada.publish("Seen", "");
        for (ApiAnswer hidden : List.of(
                schedule(bob, draft, LATER, null),
                bob.get(Paths.article(draft) + "/schedule").send(),
                bob.request("DELETE", Paths.article(draft) + "/schedule").send(),
                schedule(bob, "nowhere-at-all", LATER, null))) {
            hidden.isError(404, "Not Found", "Article not found");
        }
        for (ApiAnswer refused : List.of(
                schedule(bob, article, null, LATER),
                bob.get(Paths.article(article) + "/schedule").send(),
                bob.request("DELETE", Paths.article(article) + "/schedule").send())) {
            refused.is(403);
        }
        API.get(Paths.article(article) + "/schedule").send().is(403);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        String draft = ada.draft("Refused", "");
        schedule(ada, draft, now().minusSeconds(1), null).isBadRequestNaming("publish_at");
        schedule(ada, draft, LATER, LATER).isBadRequestNaming("unpublish_at");
        for (String none : List.of("tomorrow", "", "2126-03-01", "2126-03-01T09:30:00", "+12126-03-01T09:30:00Z")) {
            ada.post(Paths.article(draft) + "/schedule")
                    .json(Map.of("publish_at", none))
                    .send()
                    .isBadRequestNaming("publish_at");
        }
        ada.post(Paths.article(draft) + "/schedule")
                .json(Map.of("at", "noon"))
                .send()
                .isBadRequestNaming("publish_at");
        schedule(ada, ada.publish("Public", ""), LATER, null).is(409);
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    private static ApiAnswer schedule(
            ApiSession by, String slug, @Nullable Instant publication, @Nullable Instant end) {
        Map<String, String> times = new HashMap<>();
        if (publication != null) {
            times.put("publish_at", publication.toString());
        }
        if (end != null) {
            times.put("unpublish_at", end.toString());
        }
        return by.post(Paths.article(slug) + "/schedule").json(times).send();
    }

    private void revise(String slug, Map<String, Object> revision) {
        ada.request("PATCH", Paths.article(slug)).json(revision).send().is(200);
    }

    /** What readers find of this author. */
    private List<String> found(String filter) {
        return ArticleRequests.slugs(
                API.get("/articles?" + filter + "&author=" + ada.person().username())
                        .send()
                        .is(200));
    }

    private String shown(String slug) {
        return ada.get(Paths.article(slug) + "/schedule").send().is(200).text();
    }
}
