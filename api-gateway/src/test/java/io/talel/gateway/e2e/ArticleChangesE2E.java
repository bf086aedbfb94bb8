package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The life of an article after its first line: drafts, revisions, publications, the trash; on one node and on another. */
class ArticleChangesE2E {

    private static final double SCALE = Double.parseDouble(System.getProperty("talelio.drill.scale", "0.05"));
    private static final int EDITS = (int) (1_000 * SCALE);
    private static final int WRITERS = 8;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final Api HERE = GatewayNode.shared().api();
    private static GatewayNode other;
    private static Api there;

    private final ApiSession ada = TestPerson.signedIn(HERE, "ada");
    private final ApiSession bob = TestPerson.signedIn(HERE, "bob");

    @BeforeAll
    static void a_second_node() {
        other = GatewayNode.besideShared(Map.of());
        there = other.api();
    }

    @AfterAll
    static void it_stops() {
        other.close();
    }

    @Test
    void a_draft_is_seen_by_its_author_only() {
        ApiAnswer draft = ada.post("/articles")
                .json(Map.of("title", fresh("Draft"), "body", "# Not yet", "meta_description", "", "status", "draft"))
                .send()
                .is(201);
        String slug = draft.text("article", "slug");
        assertThat(draft.text("article", "status")).isEqualTo("draft");
        assertThat(draft.header("Location")).isEqualTo("/v1" + Paths.ownArticle(slug));

        ApiAnswer own = ada.at(there).get(Paths.ownArticle(slug)).send().is(200);
        assertThat(own.json()).isEqualTo(draft.json());
        assertThat(own.header("ETag")).startsWith("\"0-");
        for (Api api : List.of(HERE, there)) {
            api.get(Paths.article(slug)).send().isError(404, "Not Found", "Article not found");
            assertThat(api.get(Paths.articlesOf(ada.person())).send().is(200).text())
                    .isEqualTo("{}");
        }
        bob.get(Paths.ownArticle(slug)).send().isError(404, "Not Found", "Article not found");
        assertThat(HERE.get("/users/" + ada.person().username()).send().is(200).text())
                .contains("\"articles\":0");
    }

    @Test
    void a_draft_that_is_published_comes_in_its_turn_and_its_creation_is_the_publication() {
        String draft = ada.draft(fresh("Begun first"), "");
        String second = ada.publish(fresh("Published first"), "");

        ApiAnswer published = change(ada, draft, "publish").is(200);

        assertThat(published.text("article", "status")).isEqualTo("published");
        ApiAnswer read = there.get(Paths.article(draft)).send().is(200);
        assertThat(read.text("article", "created_at")).isEqualTo(published.text("article", "created_at"));
        assertThat(read.text("article", "created_at"))
                .isGreaterThan(there.get(Paths.article(second)).send().text("article", "created_at"));
        assertThat(slugs(there.get(Paths.articlesOf(ada.person())).send())).containsExactly(draft, second);
        assertThat(HERE.get(Paths.article(second))
                        .send()
                        .json()
                        .at("/meta/adjacent_articles/next/slug")
                        .asString())
                .isEqualTo(draft);
    }

    @Test
    void a_status_of_published_is_what_is_meant_without_one() {
        ApiAnswer published = ada.post("/articles")
                .json(Map.of("title", fresh("At once"), "body", "", "meta_description", "", "status", "published"))
                .send()
                .is(201);
        assertThat(published.keys("article")).doesNotContain("status");
        HERE.get(Paths.article(published.text("article", "slug"))).send().is(200);
        ada.post("/articles")
                .json(Map.of("title", "x", "body", "", "meta_description", "", "status", "removed"))
                .send()
                .isBadRequestNaming("status");
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
        reviseIf(ada, slug, first + ", " + second, "Mine.").isBadRequest("If-Match must be one ETag or *");
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
    void what_was_unpublished_is_gone_until_it_is_published_again_in_its_old_place() {
        String slug = ada.publish(fresh("First"), "");
        String next = ada.publish(fresh("Next"), "");
        String createdAt = HERE.get(Paths.article(slug)).send().text("article", "created_at");

        assertThat(change(ada, slug, "unpublish").is(200).text("article", "status"))
                .isEqualTo("draft");

        there.get(Paths.article(slug)).send().is(404);
        assertThat(slugs(there.get(Paths.articlesOf(ada.person())).send())).containsExactly(next);
        assertThat(there.get(Paths.articlesOf(ada.person())).send().header("X-Total-Count"))
                .isEqualTo("1");
        change(ada, slug, "publish").is(200);
        ApiAnswer again = there.get(Paths.article(slug)).send().is(200);
        assertThat(again.text("article", "created_at")).isEqualTo(createdAt);
        assertThat(slugs(there.get(Paths.articlesOf(ada.person())).send())).containsExactly(next, slug);
    }

    @Test
    void what_was_removed_can_be_restored_as_it_was() {
        String slug = ada.publish(fresh("Removed"), "Text.");
        String draft = ada.draft(fresh("Removed draft"), "Text.");

        for (String removed : List.of(slug, draft, slug)) {
            assertThat(ada.request("DELETE", Paths.article(removed))
                            .send()
                            .is(204)
                            .body())
                    .isEmpty();
        }

        there.get(Paths.article(slug)).send().is(404);
        revise(ada, slug, Map.of("body", "x")).isError(404, "Not Found", "Article not found");
        change(ada, slug, "publish").is(404);
        assertThat(ada.get(Paths.ownArticle(slug)).send().is(200).text("article", "status"))
                .isEqualTo("removed");
        assertThat(ada.publish("Removed " + slug.replaceAll(".*-", ""), "")).isEqualTo(slug + "-2");
        assertThat(change(ada, slug, "restore").is(200).text("article", "status"))
                .isEqualTo("published");
        assertThat(change(ada, draft, "restore").is(200).text("article", "status"))
                .isEqualTo("draft");
        there.get(Paths.article(slug)).send().is(200);
        there.get(Paths.article(draft)).send().is(404);
    }

    @Test
    void only_the_author_changes_an_article_and_nobody_else_knows_of_a_draft() {
        String published = ada.publish(fresh("Hers"), "Text.");
        String draft = ada.draft(fresh("Her draft"), "Text.");
        String removed = ada.publish(fresh("Gone"), "Text.");
        ada.request("DELETE", Paths.article(removed)).send().is(204);

        for (String slug : List.of(published, draft, removed, "nobody-wrote-this")) {
            for (ApiAnswer answer : List.of(
                    revise(bob, slug, Map.of("body", "His.")),
                    change(bob, slug, "publish"),
                    change(bob, slug, "unpublish"),
                    change(bob, slug, "restore"),
                    bob.request("DELETE", Paths.article(slug)).send())) {
                if (slug.equals(published)) {
                    answer.isForbidden("Only the author may do this");
                } else {
                    answer.isError(404, "Not Found", "Article not found");
                }
            }
        }
        assertThat(HERE.get(Paths.article(published)).send().text("article", "body"))
                .isEqualTo("Text.");
    }

    @Test
    void an_author_lists_articles_by_their_status() {
        ApiSession cleo = TestPerson.signedIn(HERE, "cleo");
        List<String> drafts = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> cleo.draft(fresh("Draft"), ""))
                .toList();
        String published = cleo.publish(fresh("Published"), "");
        String removed = cleo.publish(fresh("Removed"), "");
        cleo.request("DELETE", Paths.article(removed)).send().is(204);

        assertThat(slugs(own(cleo, "?status=draft"))).isEqualTo(drafts.reversed());
        assertThat(slugs(own(cleo, "?status=published"))).containsExactly(published);
        assertThat(slugs(own(cleo, "?status=removed"))).containsExactly(removed);
        assertThat(slugs(own(cleo, "?status="))).hasSize(5).isEqualTo(slugs(own(cleo, "")));
        assertThat(own(cleo, "?status=draft&limit=2").header("Link"))
                .isEqualTo("</accounts/me/articles?status=draft&page=2&limit=2>; rel=\"next\"");
        ApiAnswer last = own(cleo, "?status=draft&limit=2&page=2");
        assertThat(slugs(last)).containsExactly(drafts.getFirst());
        assertThat(last.header("Link")).isEqualTo("</accounts/me/articles?status=draft&page=1&limit=2>; rel=\"prev\"");
        assertThat(own(cleo, "?status=draft&limit=3").headers().firstValue("Link"))
                .isEmpty();
        assertThat(slugs(own(TestPerson.signedIn(HERE, "dora"), ""))).isEmpty();
        cleo.get("/accounts/me/articles?status=lost").send().isBadRequestNaming("status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish", "unpublish", "restore"})
    void a_repeated_change_does_nothing_again_and_shows_the_article_as_it_is(String action) {
        String key = UUID.randomUUID().toString();
        String slug = ada.draft(fresh("Repeated"), "");
        if (action.equals("unpublish")) {
            change(ada, slug, "publish").is(200);
        }
        if (action.equals("restore")) {
            ada.request("DELETE", Paths.article(slug)).send().is(204);
        }
        ApiAnswer first = withKey(ada, key, slug, action).is(200);
        ApiAnswer repeat = withKey(ada.at(there), key, slug, action).is(200);
        assertThat(repeat.text()).isEqualTo(first.text());
        assertThat(repeat.header("ETag")).isEqualTo(first.header("ETag"));

        revise(ada, slug, Map.of("body", "Later.")).is(200);
        ada.request("DELETE", Paths.article(slug)).send().is(204);

        ApiAnswer late = withKey(ada, key, slug, action).is(200);
        assertThat(late.text("article", "status")).isEqualTo("removed");
        assertThat(late.text("article", "body")).isEqualTo("Later.");
    }

    @Test
    void a_refused_change_leaves_its_key_free() {
        String key = UUID.randomUUID().toString();
        String slug = ada.draft(fresh("Refused"), "");
        ada.post(Paths.article(slug) + "/publish")
                .header("Idempotency-Key", key)
                .header("If-Match", "\"7-x\"")
                .send()
                .is(412);
        withKey(ada, key, slug, "publish").is(200);
    }

    @Test
    void a_change_whose_node_died_before_its_answer_is_answered_to_the_repeat() {
        String key = UUID.randomUUID().toString();
        String slug = ada.draft(fresh("Died"), "");
        String etag = ada.get(Paths.ownArticle(slug)).send().header("ETag");
        ApiAnswer first = withKey(ada, key, slug, "publish", etag).is(200);
        other.bean("authJdbcClient", JdbcClient.class)
                .sql("UPDATE auth.idempotency_key SET done = false, leased_until = now()"
                        + " WHERE created_at = (SELECT max(created_at) FROM auth.idempotency_key)")
                .update();

        ApiAnswer repeat = withKey(ada.at(there), key, slug, "publish", etag).is(200);

        assertThat(repeat.header("ETag")).startsWith("\"1-").isEqualTo(first.header("ETag"));
    }

    @Test
    void a_repeat_undoes_nothing_that_came_after_the_first_attempt() {
        String key = UUID.randomUUID().toString();
        String slug = ada.draft(fresh("Taken back"), "");
        ada.post(Paths.article(slug) + "/publish")
                .header("Idempotency-Key", key)
                .send()
                .is(200);
        ada.post(Paths.article(slug) + "/unpublish").send().is(200);
        other.bean("authJdbcClient", JdbcClient.class)
                .sql("UPDATE auth.idempotency_key SET done = false, leased_until = now()"
                        + " WHERE created_at = (SELECT max(created_at) FROM auth.idempotency_key)")
                .update();

        ada.at(there)
                .post(Paths.article(slug) + "/publish")
                .header("Idempotency-Key", key)
                .send()
                .is(412);

        HERE.get(Paths.article(slug)).send().is(404);
    }

    @Test
    void a_version_tells_strangers_nothing_of_a_draft() {
        String slug = ada.draft(fresh("Secret"), "");
        for (String action : List.of("publish", "unpublish", "restore")) {
            for (String version : List.of("0", "1", "999999")) {
                bob.post(Paths.article(slug) + "/" + action)
                        .header("If-Match", "\"" + version + "\"")
                        .send()
                        .is(404);
            }
        }
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

    /** Each writer edits a paragraph of their own and knows the others' from the answers to it only. */
    @Test
    void no_merged_edit_is_lost_on_two_nodes() throws InterruptedException {
        String slug = ada.publish(fresh("Merged by many"), "-\n\n".repeat(WRITERS));
        int each = EDITS / WRITERS;

        Concurrently.run(WRITERS, writer -> {
            ApiSession session = writer % 2 == 0 ? ada : ada.at(there);
            ApiAnswer latest = session.get(Paths.ownArticle(slug)).send().is(200);
            for (int edit = 0; edit < each; edit++) {
                latest = addWord(session, slug, latest, writer, " " + writer + ":" + edit);
            }
            return writer;
        });

        List<String> paragraphs = HERE.get(Paths.article(slug))
                .send()
                .text("article", "body")
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
        for (int writer = 0; writer < WRITERS; writer++) {
            int own = writer;
            assertThat(paragraphs.get(writer))
                    .isEqualTo("-"
                            + IntStream.range(0, each)
                                    .mapToObj(edit -> " " + own + ":" + edit)
                                    .collect(Collectors.joining()));
        }
    }

    private static ApiAnswer addWord(ApiSession session, String slug, ApiAnswer latest, int writer, String word) {
        String[] lines = latest.text("article", "body").split("\n", -1);
        lines[2 * writer] += word;
        ApiAnswer answer;
        do {
            answer = reviseIf(session, slug, latest.header("ETag"), String.join("\n", lines));
        } while (answer.status() == 409);
        return answer.is(200);
    }

    /** Each writer adds lines of its own to what it has read, and reads again when somebody else was faster. */
    @Test
    void no_edit_with_if_match_is_lost_on_two_nodes() throws InterruptedException {
        String slug = ada.publish(fresh("Edited by many"), "");
        int each = EDITS / WRITERS;

        Concurrently.run(WRITERS, writer -> {
            ApiSession session = writer % 2 == 0 ? ada : ada.at(there);
            for (int edit = 0; edit < each; edit++) {
                add(session, slug, writer + ":" + edit);
            }
            return writer;
        });

        assertThat(HERE.get(Paths.article(slug)).send().text("article", "body").lines())
                .hasSize(WRITERS * each)
                .doesNotHaveDuplicates();
        assertThat(HERE.get(Paths.article(slug)).send().header("ETag")).startsWith("\"" + WRITERS * each + "-");
    }

    private static void add(ApiSession session, String slug, String line) {
        ApiAnswer answer;
        do {
            ApiAnswer read = session.get(Paths.ownArticle(slug)).send().is(200);
            answer = reviseIf(session, slug, read.header("ETag"), read.text("article", "body") + line + "\n");
        } while (answer.status() == 412);
        answer.is(200);
    }

    private static ApiAnswer revise(ApiSession author, String slug, Map<String, String> changes) {
        return author.request("PATCH", Paths.article(slug)).json(changes).send();
    }

    private static ApiAnswer reviseIf(ApiSession author, String slug, String etag, String body) {
        return author.request("PATCH", Paths.article(slug))
                .header("If-Match", etag)
                .json(Map.of("body", body))
                .send();
    }

    private static ApiAnswer change(ApiSession author, String slug, String action) {
        return author.post(Paths.article(slug) + "/" + action).send();
    }

    private static ApiAnswer withKey(ApiSession author, String key, String slug, String action, String etag) {
        return author.post(Paths.article(slug) + "/" + action)
                .header("Idempotency-Key", key)
                .header("If-Match", etag)
                .send();
    }

    private static ApiAnswer withKey(ApiSession author, String key, String slug, String action) {
        return author.post(Paths.article(slug) + "/" + action)
                .header("Idempotency-Key", key)
                .send();
    }

    private static ApiAnswer own(ApiSession author, String query) {
        return author.get("/accounts/me/articles" + query).send().is(200);
    }

    private static List<String> slugs(ApiAnswer answer) {
        return StreamSupport.stream(answer.json().path("articles").spliterator(), false)
                .map(article -> article.path("slug").asString())
                .toList();
    }

    /** A title that no other test has. */
    private static String fresh(String title) {
        return title + " c" + COUNT.incrementAndGet();
    }
}
