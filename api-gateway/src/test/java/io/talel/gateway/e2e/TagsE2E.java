package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tags and language of articles: given, changed, merged, seen. */
@Tag("port")
class TagsE2E {

    private static final Api API = GatewayNode.shared().api();

    private final ApiSession ada = TestPerson.signedIn(API, "ada");

    @Test
    void a_client_that_sends_neither_gets_the_answers_of_v1() {
        ApiAnswer published = ada.post("/articles")
                .json(Map.of("title", "Plain", "body", "", "meta_description", ""))
                .send()
                .is(201);
        String slug = published.text("article", "slug");

        for (ApiAnswer answer :
                List.of(published, API.get(Paths.article(slug)).send().is(200))) {
            assertThat(answer.keys("article")).doesNotContain("tags", "language");
        }
        assertThat(API.get(Paths.articlesOf(ada.person())).send().is(200).text())
                .doesNotContain("\"tags\"", "\"language\"");
        ApiAnswer own = ada.get(Paths.ownArticle(slug)).send().is(200);
        assertThat(own.json().at("/article/tags")).isEmpty();
        assertThat(own.text("article", "language")).isEmpty();
    }

    @Test
    void what_an_author_gives_readers_and_the_author_see() {
        ApiAnswer published = ada.post("/articles")
                .json(Map.of(
                        "title",
                        "Tagged",
                        "body",
                        "",
                        "meta_description",
                        "",
                        "tags",
                        List.of(" News ", "e\u0301te\u0301"),
                        "language",
                        "DE-ch"))
                .send()
                .is(201);
        String slug = published.text("article", "slug");

        for (JsonNode article : List.of(
                published.json().path("article"),
                API.get(Paths.article(slug)).send().is(200).json().path("article"),
                API.get(Paths.articlesOf(ada.person())).send().is(200).json().at("/articles/0"),
                ada.get(Paths.ownArticle(slug)).send().is(200).json().path("article"),
                ada.get("/accounts/me/articles").send().is(200).json().at("/articles/0"))) {
            assertThat(article.path("tags").toString()).isEqualTo("[\"News\",\"\u00e9t\u00e9\"]");
            assertThat(article.path("language").asString()).isEqualTo("de-CH");
        }
    }

    @Test
    void a_revision_replaces_them_and_what_is_not_named_stays() {
        String slug = ada.publish("Revised", "Text.");

        ApiAnswer tagged = revise(slug, Map.of("tags", List.of("a", "b"), "language", "en"))
                .is(200);
        assertThat(tagged.text("article", "body")).isEqualTo("Text.");
        assertThat(revise(slug, Map.of("body", "Other.")).is(200).json().at("/article/tags"))
                .isEqualTo(tagged.json().at("/article/tags"));
        ApiAnswer without =
                revise(slug, Map.of("tags", List.of(), "language", "")).is(200);

        assertThat(without.json().at("/article/tags")).isEmpty();
        assertThat(API.get(Paths.article(slug)).send().is(200).keys("article")).doesNotContain("tags", "language");
    }

    @Test
    void tags_that_two_have_added_to_the_same_version_are_kept_together() {
        String slug = ada.publish("Merged", "Text.");
        String version = API.get(Paths.article(slug)).send().header("ETag");

        ada.request("PATCH", Paths.article(slug))
                .json(Map.of("tags", List.of("mine")))
                .send()
                .is(200);
        ApiAnswer merged = ada.request("PATCH", Paths.article(slug))
                .header("If-Match", version)
                .json(Map.of("tags", List.of("yours")))
                .send()
                .is(200);

        assertThat(merged.json().at("/article/tags").toString()).isEqualTo("[\"mine\",\"yours\"]");
    }

    @Test
    void what_is_no_tag_or_no_language_is_named() {
        String slug = ada.publish("Refused", "Text.");

        revise(slug, Map.of("tags", "news")).isBadRequestNaming("tags");
        revise(slug, Map.of("tags", List.of(5))).isBadRequestNaming("tags");
        revise(slug, Map.of("tags", List.of("a", "A"))).isBadRequestNaming("tags");
        revise(slug, Map.of("tags", Collections.nCopies(5_000, "a"))).isBadRequestNaming("tags");
        revise(slug, Map.of("language", "Klingon, please")).isBadRequestNaming("language");
        preview(Map.of("body", "x", "tags", List.of(" "))).isBadRequestNaming("tags");
        preview(Map.of("body", "x", "tags", List.of("a"), "language", "en")).is(200);
    }

    /** Java has other letters for a whole text of these than PostgreSQL, which looks at each letter by itself. */
    @Test
    void a_list_a_feed_and_the_names_of_tags_know_the_same_tags() {
        for (String word : List.of("\u03a3\u039f\u03a6\u039f\u03a3", "\u0130stanbul", "\u00c9I\u0307")) {
            // The first page of tags begins with such signs.
            String prefix = "!" + word.codePointAt(0) + ada.person().username();
            String tag = prefix + " " + word;
            String slug = ada.post("/articles")
                    .json(Map.of("title", "Tagged", "body", "", "meta_description", "", "tags", List.of(tag)))
                    .send()
                    .is(201)
                    .text("article", "slug");
            String named = API.get("/tags?limit=100")
                    .send()
                    .is(200)
                    .json()
                    .path("tags")
                    .valueStream()
                    .map(known -> known.path("tag").asString())
                    .filter(known -> known.startsWith(prefix))
                    .findFirst()
                    .orElseThrow();

            for (String asked : List.of(tag, named)) {
                String query = "?tag=" + Paths.segment(asked);
                assertThat(API.get("/articles" + query).send().is(200).text()).contains("\"" + slug + "\"");
                assertThat(API.get("/feeds/atom.xml" + query).send().is(200).text())
                        .contains("/articles/" + slug, Paths.segment(named));
            }
        }
    }

    private ApiAnswer revise(String slug, Map<String, Object> revision) {
        return ada.request("PATCH", Paths.article(slug)).json(revision).send();
    }

    private ApiAnswer preview(Map<String, Object> source) {
        return ada.post("/articles/preview").json(source).send();
    }
}
