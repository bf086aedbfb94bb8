package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.ArticleRequests.fresh;
import static io.talel.gateway.e2e.ArticleRequests.own;
import static io.talel.gateway.e2e.ArticleRequests.revise;
import static io.talel.gateway.e2e.ArticleRequests.reviseIf;
import static io.talel.gateway.e2e.ArticleRequests.slugs;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Edits of articles, from older versions too, on one node and on another. */
class ArticleRevisionsE2E {

    private static final Api HERE = GatewayNode.shared().api();
    private static GatewayNode other;
    private static Api there;

    private final ApiSession ada = TestPerson.signedIn(HERE, "ada");

    @BeforeAll
    static void a_second_node() {
        other = GatewayNode.besideShared(Map.of());
        there = other.api();
    }

    @AfterAll
    static void it_stops() {
        other.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft", "published"})
    void the_answer_to_a_new_article_has_the_tag_for_its_first_edit(String status) {
        ApiAnswer begun = ada.post("/articles")
                .json(Map.of("title", fresh("Begun"), "body", "First.", "meta_description", "", "status", status))
                .send()
                .is(201);
        String slug = begun.text("article", "slug");
        assertThat(begun.header("ETag")).startsWith("\"0-");
        if (status.equals("draft")) {
            ada.get(Paths.ownArticle(slug))
                    .header("If-None-Match", begun.header("ETag"))
                    .send()
                    .is(304);
        }
        reviseIf(ada, slug, begun.header("ETag"), "Second.").is(200);
    }

    @Test
    void a_revision_changes_what_it_names_and_is_read_on_every_node_at_once() {
        String slug = ada.publish(fresh("Typo"), "# Helo");
        JsonNode before = HERE.get(Paths.article(slug)).send().json().path("article");

        ApiAnswer revised = revise(ada, slug, Map.of("body", "# Hello", "title", "Without a typo"))
                .is(200);

        assertThat(revised.header("ETag")).startsWith("\"1-");
        assertThat(revised.text("article", "status")).isEqualTo("published");
        JsonNode after = there.get(Paths.article(slug)).send().is(200).json().path("article");
        assertThat(after.path("title").asString()).isEqualTo("Without a typo");
        assertThat(after.path("body").asString()).isEqualTo("# Hello");
        assertThat(after.path("html").asString()).isEqualTo("<h1 id=\"hello\">Hello</h1>");
        assertThat(after.path("slug").asString()).isEqualTo(slug);
        assertThat(after.path("created_at")).isEqualTo(before.path("created_at"));
        assertThat(after.path("updated_at").asString())
                .isGreaterThan(before.path("updated_at").asString());
        assertThat(revised.json().path("article").path("updated_at")).isEqualTo(after.path("updated_at"));
        revise(ada, slug, Map.of("meta_description", "d", "featured_image", "https://example.org/a.png"))
                .is(200);
        ApiAnswer all = HERE.get(Paths.article(slug)).send();
        assertThat(all.text("article", "meta_description")).isEqualTo("d");
        assertThat(all.text("article", "featured_image")).isEqualTo("https://example.org/a.png");
        assertThat(all.text("article", "title")).isEqualTo("Without a typo");
    }

    @Test
    void a_revision_that_changes_nothing_is_no_version() {
        String slug = ada.publish(fresh("Same"), "Text.");
        String etag = revise(ada, slug, Map.of("body", "Text.")).is(200).header("ETag");
        assertThat(etag).startsWith("\"0-");
        revise(ada, slug, Map.of()).isBadRequest("Missing request body");
        revise(ada, slug, Map.of("title", " ")).isBadRequestNaming("title");
    }

    @Test
    void a_change_from_another_version_than_the_present_one_is_refused() {
        String slug = ada.publish(fresh("Versions"), "One.");
        String first = HERE.get(Paths.article(slug)).send().header("ETag");
        String second = reviseIf(ada, slug, first, "Two.").is(200).header("ETag");

        ApiAnswer conflict = reviseIf(ada, slug, first, "Mine.").is(412);
        assertThat(conflict.text("error", "message")).isEqualTo("Somebody else has changed the same");
        assertThat(conflict.text("base", "body")).isEqualTo("One.");
        assertThat(conflict.text("ours", "body")).isEqualTo("Mine.");
        assertThat(conflict.text("theirs", "body")).isEqualTo("Two.");
        assertThat(conflict.header("ETag")).isEqualTo("\"1\"");
        reviseIf(ada, slug, "\"no-version\"", "Mine.").is(412);
        reviseIf(ada, slug, "\"9-ahead\"", "Mine.").is(412);
        reviseIf(ada, slug, first + " " + second, "Mine.").isBadRequest("If-Match must be a list of ETags or *");
        for (String action : List.of("publish", "unpublish", "restore")) {
            ada.post(Paths.article(slug) + "/" + action)
                    .header("If-Match", first)
                    .send()
                    .is(412);
        }
        ada.request("DELETE", Paths.article(slug))
                .header("If-Match", first)
                .send()
                .is(412);
        assertThat(HERE.get(Paths.article(slug)).send().text("article", "body")).isEqualTo("Two.");
        reviseIf(ada, slug, "W/" + second, "Three.").is(200);
        reviseIf(ada, slug, "*", "Four.").is(200);
        ada.request("DELETE", Paths.article(slug))
                .header("If-Match", "\"3\"")
                .send()
                .is(204);
    }

    @Test
    void a_preview_shows_what_would_be_published_and_keeps_nothing() {
        String body = "# Hello\n\n<script>alert(1)</script> **there** " + fresh("preview");
        ApiAnswer preview =
                ada.post("/articles/preview").json(Map.of("body", body)).send().is(200);
        assertThat(slugs(own(ada, ""))).isEmpty();
        assertThat(preview.keys()).containsExactlyInAnyOrder("html", "table_of_contents");
        JsonNode published = HERE.get(Paths.article(ada.publish(fresh("Previewed"), body)))
                .send()
                .json()
                .path("article");
        assertThat(preview.json().path("html")).isEqualTo(published.path("html"));
        assertThat(preview.json().path("table_of_contents")).isEqualTo(published.path("table_of_contents"));
        ada.post("/articles/preview").json(Map.of("title", "x")).send().isBadRequest("Expected 'body' key");
        HERE.post("/articles/preview").json(Map.of("body", body)).send().is(403);
    }

    @Test
    void an_edit_of_an_older_version_is_merged_with_what_has_changed_since() {
        String slug = ada.publish(fresh("Merged"), "One.\n\nTwo.\n\nThree.");
        String first = HERE.get(Paths.article(slug)).send().header("ETag");
        revise(ada, slug, Map.of("title", "Theirs", "body", "One.\n\nTwo.\n\nTheirs."))
                .is(200);

        ApiAnswer merged =
                reviseIf(ada.at(there), slug, first, "Ours.\n\nTwo.\n\nThree.").is(200);

        assertThat(merged.text("article", "body")).isEqualTo("Ours.\n\nTwo.\n\nTheirs.");
        assertThat(merged.text("article", "title")).isEqualTo("Theirs");
        assertThat(merged.header("ETag")).startsWith("\"2-");
        assertThat(HERE.get(Paths.article(slug)).send().json().path("article").path("body"))
                .isEqualTo(merged.json().path("article").path("body"));
    }

    @Test
    void of_several_versions_the_newest_that_is_known_is_the_base() {
        String slug = ada.publish(fresh("Listed"), "One.\n\nTwo.\n\nThree.");
        revise(ada, slug, Map.of("body", "One!\n\nTwo.\n\nThree.")).is(200);
        revise(ada, slug, Map.of("body", "One!\n\nTwo.\n\nThree!")).is(200);

        ApiAnswer merged = reviseIf(ada, slug, "\"0-a\", \"9-b\", W/\"1-c\", \"d\"", "One?\n\nTwo.\n\nThree.");

        assertThat(merged.is(200).text("article", "body")).isEqualTo("One?\n\nTwo.\n\nThree!");
        reviseIf(ada, slug, "\"0\", \"1\"", "One, mine.\n\nTwo.\n\nThree.").is(412);
        reviseIf(ada, slug, "\"8\", \"9\"", "Mine.").is(412);
    }

    @Test
    void a_change_of_status_is_made_if_one_of_several_versions_is_the_present_one() {
        String slug = ada.publish(fresh("Any of them"), "");
        revise(ada, slug, Map.of("body", "x")).is(200);
        assertThat(changeIf(slug, "unpublish", "\"0\", \"2\"").status()).isEqualTo(412);
        assertThat(changeIf(slug, "unpublish", "\"0\", \"1-x\", \"7\"").status())
                .isEqualTo(200);
        ada.request("DELETE", Paths.article(slug))
                .header("If-Match", "\"1\", \"3\"")
                .send()
                .is(412);
        ada.request("DELETE", Paths.article(slug))
                .header("If-Match", "\"1\", \"2\"")
                .send()
                .is(204);
    }

    private ApiAnswer changeIf(String slug, String action, String ifMatch) {
        return ada.post(Paths.article(slug) + "/" + action)
                .header("If-Match", ifMatch)
                .send();
    }

    @Test
    void an_edit_with_other_ends_of_lines_is_merged() {
        String slug = ada.publish(fresh("From Windows"), "One.\r\n\r\nTwo.\r\n\r\nThree.");
        String first = HERE.get(Paths.article(slug)).send().header("ETag");
        revise(ada, slug, Map.of("body", "One.\r\n\r\nTwo.\r\n\r\nTheirs.")).is(200);
        assertThat(reviseIf(ada, slug, first, "Ours.\n\nTwo.\n\nThree.").is(200).text("article", "body"))
                .isEqualTo("Ours.\r\n\r\nTwo.\r\n\r\nTheirs.");
    }
}
