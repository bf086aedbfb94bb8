package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.ArticleRequests.change;
import static io.talel.gateway.e2e.ArticleRequests.fresh;
import static io.talel.gateway.e2e.ArticleRequests.revise;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Articles as they were. */
class HistoryE2E {

    private static final Api API = GatewayNode.shared().api();
    private static GatewayNode other;

    private final ApiSession ada = TestPerson.signedIn(API, "ada");
    private final ApiSession bob = TestPerson.signedIn(API, "bob");

    @BeforeAll
    static void a_second_node() {
        other = GatewayNode.besideShared(Map.of());
    }

    @AfterAll
    static void it_stops() {
        other.close();
    }

    @Test
    void every_node_shows_a_version_as_soon_as_it_is_written() {
        String slug = ada.publish(fresh("Written"), "*First.*");
        revise(ada, slug, Map.of("body", "*Second.*", "title", "Rewritten")).is(200);
        for (Api node : List.of(API, other.api())) {
            ApiAnswer first = version(node, slug, 0).is(200);
            assertThat(first.json().path("version").asLong()).isZero();
            assertThat(first.text("article", "html")).isEqualTo("<p><em>First.</em></p>");
            assertThat(first.text("article", "title")).startsWith("Written");
            assertThat(first.text("user", "username")).isEqualTo(ada.person().username());
            assertThat(first.header("ETag")).startsWith("\"0-");
            ApiAnswer second = version(node, slug, 1).is(200);
            assertThat(second.json().path("article"))
                    .isEqualTo(API.get(Paths.article(slug)).send().json().path("article"));
            node.get(Paths.article(slug) + "/versions/1")
                    .header("If-None-Match", second.header("ETag"))
                    .send()
                    .is(304);
        }
    }

    @Test
    void the_history_says_who_did_what_and_when() {
        String slug = ada.draft(fresh("Told"), "");
        revise(ada, slug, Map.of("body", "Text.", "language", "en")).is(200);
        change(ada, slug, "publish").is(200);
        revise(ada, slug, Map.of("title", "Told again")).is(200);

        List<JsonNode> own = entries(history(ada, slug, ""));
        assertThat(own.stream().map(HistoryE2E::summary))
                .containsExactly(
                        "3 author revised [\"title\"]",
                        "2 author published []",
                        "1 author revised [\"body\",\"language\"]",
                        "0 author drafted []");
        assertThat(own.getFirst().path("at").asString())
                .isEqualTo(API.get(Paths.article(slug)).send().text("article", "updated_at"));
        assertThat(history(ada, slug, "").text()).doesNotContain("Text.");
    }

    @Test
    void strangers_find_what_readers_saw_and_nothing_else() {
        String slug = ada.draft(fresh("Hidden first"), "Hidden.");
        change(ada, slug, "publish").is(200);
        revise(ada, slug, Map.of("body", "Shown.")).is(200);
        change(ada, slug, "unpublish").is(200);
        revise(ada, slug, Map.of("body", "Hidden too.")).is(200);
        revise(ada, slug, Map.of("title", "Hidden title", "body", "Shown again."))
                .is(200);
        String back = change(ada, slug, "publish").is(200).text("article", "updated_at");

        for (ApiAnswer seen : List.of(
                history(bob, slug, ""),
                API.get(Paths.article(slug) + "/history").send())) {
            assertThat(entries(seen).stream().map(HistoryE2E::summary))
                    .containsExactly(
                            "6 author published [\"title\",\"body\"]",
                            "2 author revised [\"body\"]",
                            "1 author published []");
        }
        for (long hidden : List.of(0, 3, 4, 5, 7)) {
            version(API, slug, hidden).isError(404, "Not Found", "Article not found");
            bob.get(Paths.article(slug) + "/versions/" + hidden).send().is(404);
        }
        assertThat(version(API, slug, 2).text("article", "body")).isEqualTo("Shown.");
        assertThat(ada.get(Paths.article(slug) + "/versions/4").send().text("article", "body"))
                .isEqualTo("Hidden too.");

        change(ada, slug, "unpublish").is(200);
        for (ApiAnswer gone : List.of(
                version(API, slug, 2),
                history(bob, slug, ""),
                API.get(Paths.article(slug) + "?at=" + back).send(),
                version(API, "nowhere-at-all", 0),
                history(bob, "nowhere-at-all", ""))) {
            gone.isError(404, "Not Found", "Article not found");
        }
        assertThat(entries(history(ada, slug, ""))).hasSize(8);
    }

    @Test
    void its_author_still_finds_the_history_of_what_is_in_the_trash() {
        String slug = ada.publish(fresh("Trashed"), "Text.");
        ada.request("DELETE", Paths.article(slug)).send().is(204);
        assertThat(entries(history(ada, slug, "")).stream().map(HistoryE2E::summary))
                .containsExactly("1 author removed []", "0 author published []");
        assertThat(ada.get(Paths.article(slug) + "/versions/0").send().is(200).text("article", "status"))
                .isEqualTo("published");
        version(API, slug, 0).is(404);
    }

    @Test
    void pages_follow_each_other_though_new_versions_come() {
        String slug = ada.publish(fresh("Paged"), "");
        for (int i = 1; i <= 4; i++) {
            revise(ada, slug, Map.of("body", "Text " + i)).is(200);
        }
        ApiAnswer first = history(ada, slug, "?limit=2");
        revise(ada, slug, Map.of("body", "New")).is(200);
        ApiAnswer second = ada.get(next(first)).send().is(200);
        ApiAnswer third = ada.get(next(second)).send().is(200);
        List<Long> versions = new ArrayList<>();
        for (ApiAnswer page : List.of(first, second, third)) {
            entries(page).forEach(entry -> versions.add(entry.path("version").asLong()));
        }
        assertThat(versions).containsExactly(4L, 3L, 2L, 1L, 0L);
        assertThat(third.header("Link")).isEmpty();
        assertThat(entries(history(ada, slug, "?before=0"))).isEmpty();
    }

    @Test
    void an_article_is_read_as_it_was_at_a_time() {
        String slug = ada.publish(fresh("Timed"), "First.");
        String first = API.get(Paths.article(slug)).send().text("article", "updated_at");
        String second = revise(ada, slug, Map.of("body", "Second.")).text("article", "updated_at");
        revise(ada, slug, Map.of("body", "Third.")).is(200);

        assertThat(at(slug, first).text("article", "body")).isEqualTo("First.");
        assertThat(at(slug, second).text("article", "body")).isEqualTo("Second.");
        assertThat(at(slug, second).keys()).containsExactly("version", "article", "user");
        assertThat(at(slug, "2126-03-01T09:30:00%2B02:00").text("article", "body"))
                .isEqualTo("Third.");
        at(slug, "2020-03-01T09:30:00Z").isError(404, "Not Found", "Article not found");
        at(slug, "0000-01-01T00:00:00Z").isError(404, "Not Found", "Article not found");
        for (String none : List.of(
                "",
                "yesterday",
                "2026-03-01",
                "2026-03-01T09:30:00",
                "-4713-01-01T00:00:00Z",
                "%2B12026-03-01T09:30:00Z")) {
            at(slug, none).isBadRequestNaming("at");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "remove"})
    void nothing_is_left_of_the_past_of_erased_people(String articles) {
        ApiSession eve = TestPerson.signedIn(API, "eve");
        String slug = eve.publish(fresh("Erased"), "First.");
        String then = revise(eve, slug, Map.of("body", "Second.")).text("article", "updated_at");
        version(other.api(), slug, 0).is(200);

        Erasures.delete(eve, articles).is(200);

        version(API, slug, 0).isError(404, "Not Found", "Article not found");
        at(slug, then).isError(404, "Not Found", "Article not found");
        history(bob, slug, "").isError(404, "Not Found", "Article not found");
    }

    @Test
    void a_token_that_is_not_valid_is_told_so() {
        String slug = ada.publish(fresh("Token"), "");
        API.get(Paths.article(slug) + "/history").token("x.y.z").send().is(403);
        API.get(Paths.article(slug)).token("x.y.z").send().is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?before=x", "?before=-1", "?before=01", "?before=", "?limit=x"})
    void what_is_no_page_is_refused(String query) {
        ada.get(Paths.article(ada.publish(fresh("Refused"), "")) + "/history" + query)
                .send()
                .is(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "00", "1", "9999999999999999999"})
    void what_is_no_version_is_not_found(String version) {
        API.get(Paths.article(ada.publish(fresh("No version"), "")) + "/versions/" + version)
                .send()
                .isError(404, "Not Found", "Article not found");
    }

    @Test
    void a_large_article_has_a_history_too() {
        String slug = ada.publish(fresh("Large"), "a".repeat(300_000));
        revise(ada, slug, Map.of("body", "b".repeat(300_000))).is(200);
        revise(ada, slug, Map.of("body", "c".repeat(900_000))).is(200);

        assertThat(version(API, slug, 1).is(200).text("article", "body")).startsWith("bb");
        ApiAnswer page = history(ada, slug, "").is(200);
        assertThat(entries(page)).hasSize(1);
        assertThat(entries(ada.get(next(page)).send().is(200))).hasSize(2);
    }

    private static ApiAnswer version(Api node, String slug, long version) {
        return node.get(Paths.article(slug) + "/versions/" + version).send();
    }

    private static ApiAnswer at(String slug, String time) {
        return API.get(Paths.article(slug) + "?at=" + time).send();
    }

    private static ApiAnswer history(ApiSession by, String slug, String query) {
        return by.get(Paths.article(slug) + "/history" + query).send();
    }

    private static List<JsonNode> entries(ApiAnswer answer) {
        return StreamSupport.stream(answer.json().path("history").spliterator(), false)
                .toList();
    }

    private static String summary(JsonNode entry) {
        return "%d %s %s %s"
                .formatted(
                        entry.path("version").asLong(),
                        entry.path("by").asString(),
                        entry.path("action").asString(),
                        entry.path("changed"));
    }

    private static String next(ApiAnswer page) {
        return page.header("Link").replaceAll("^<([^>]*)>; rel=\"next\"$", "$1");
    }
}
