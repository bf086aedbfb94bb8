package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.ArticleRequests.change;
import static io.talel.gateway.e2e.ArticleRequests.fresh;
import static io.talel.gateway.e2e.ArticleRequests.own;
import static io.talel.gateway.e2e.ArticleRequests.revise;
import static io.talel.gateway.e2e.ArticleRequests.slugs;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Drafts, publications and the trash: who sees and changes what, on one node and on another. */
class ArticleLifeCycleE2E {

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
}
