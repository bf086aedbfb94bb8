package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.ArticleRequests.change;
import static io.talel.gateway.e2e.ArticleRequests.fresh;
import static io.talel.gateway.e2e.ArticleRequests.revise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An old slug leads everybody to its article who may see that, and tells others nothing. */
class OldSlugsE2E {

    private static final Api HERE = GatewayNode.shared().api();
    private static GatewayNode other;
    private static Api there;

    private final ApiSession ada = TestPerson.signedIn(HERE, "ada");
    private final ApiSession bob = TestPerson.signedIn(HERE, "bob");

    private String first = "";
    private String second = "";
    private String present = "";

    @BeforeAll
    static void a_second_node() {
        other = GatewayNode.besideShared(Map.of());
        there = other.api();
    }

    @AfterAll
    static void it_stops() {
        other.close();
    }

    @BeforeEach
    void an_article_with_two_old_slugs() {
        first = ada.publish(fresh("First"), "Text.");
        second = rename(ada, first, first + " é");
        present = rename(ada, second, first + " 漢");
        assertThat(second).isEqualTo(first + "-e");
        assertThat(present).isEqualTo(first + "-漢");
    }

    private static String rename(ApiSession author, String slug, String wanted) {
        return revise(author, slug, Map.of("slug", wanted)).is(200).text("article", "slug");
    }

    @Test
    void each_is_answered_with_the_present_address_in_one_step_on_every_node() {
        for (String old : List.of(first, second)) {
            for (Api node : List.of(HERE, there)) {
                for (String method : List.of("GET", "HEAD")) {
                    ApiAnswer moved =
                            node.request(method, Paths.article(old)).send().is(301);
                    assertThat(moved.header("Location")).isEqualTo("/v1" + Paths.article(present));
                    assertThat(moved.header("Cache-Control")).contains("no-cache", "public");
                    assertThat(moved.body()).isEmpty();
                }
                ApiAnswer read = node.get(node.get(Paths.article(old))
                                .send()
                                .header("Location")
                                .substring("/v1".length()))
                        .send()
                        .is(200);
                assertThat(read.text("article", "slug")).isEqualTo(present);
            }
        }
    }

    @Test
    void what_is_below_an_article_moves_with_it_and_the_query_stays() {
        for (String below : List.of(
                "?at=2126-03-01T09:30:00%2B02:00",
                "/history", "/history?before=2&limit=1", "/versions/0", "/diff?from=0&to=1")) {
            ApiAnswer moved = HERE.get(Paths.article(first) + below).send().is(301);
            assertThat(moved.header("Location")).isEqualTo("/v1" + Paths.article(present) + below);
            assertThat(moved.header("Cache-Control")).contains("no-cache", "private");
            there.get(moved.header("Location").substring("/v1".length())).send().is(200);
        }
        for (String own : List.of(Paths.article(first) + "/schedule", Paths.ownArticle(first))) {
            ApiAnswer moved = ada.get(own).send().is(301);
            assertThat(moved.header("Location")).isEqualTo("/v1" + own.replace(first, Paths.segment(present)));
            ada.get(moved.header("Location").substring("/v1".length())).send().is(200);
        }
        bob.get(Paths.ownArticle(first)).send().isError(404, "Not Found", "Article not found");
        bob.get(Paths.article(first) + "/schedule").send().is(403);
        HERE.get(Paths.article(first) + "/versions/99").send().is(301);
        HERE.get(Paths.article(first) + "/history").token("x.y.z").send().is(403);
    }

    @Test
    void changes_by_an_old_slug_are_carried_out() {
        ApiAnswer revised = revise(ada, first, Map.of("body", "Later.")).is(200);
        assertThat(revised.text("article", "slug")).isEqualTo(present);
        change(ada, second, "unpublish").is(200);
        change(ada, first, "publish").is(200);
        assertThat(HERE.get(Paths.article(present)).send().is(200).text("article", "body"))
                .isEqualTo("Later.");
        revise(bob, first, Map.of("body", "His.")).isForbidden("Only the author may do this");
        assertThat(revise(ada, first, Map.of("slug", present)).is(200).text("article", "slug"))
                .isEqualTo(present);
        ada.request("DELETE", Paths.article(first)).send().is(204);
        HERE.get(Paths.article(present)).send().is(404);
    }

    @Test
    void an_article_can_go_back_and_the_newer_slugs_lead_there() {
        assertThat(rename(ada, present, first)).isEqualTo(first);

        HERE.get(Paths.article(first)).send().is(200);
        for (String newer : List.of(second, present)) {
            assertThat(there.get(Paths.article(newer)).send().is(301).header("Location"))
                    .isEqualTo("/v1" + Paths.article(first));
        }
    }

    @Test
    void no_other_article_gets_one() {
        assertThat(bob.publish(first.replace('-', ' '), "")).isEqualTo(first + "-2");
        assertThat(rename(bob, bob.publish(fresh("His"), ""), second)).isEqualTo(second + "-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft", "unpublished", "removed"})
    void strangers_learn_nothing_of_what_they_do_not_see(String hidden) {
        if (hidden.equals("draft")) {
            first = ada.draft(fresh("Draft"), "");
            rename(ada, first, first + " later");
        } else if (hidden.equals("removed")) {
            ada.request("DELETE", Paths.article(first)).send().is(204);
        } else {
            change(ada, first, "unpublish").is(200);
        }
        for (String below : List.of("", "/history", "/versions/0", "/diff?from=0&to=1", "?at=2126-03-01T09:30:00Z")) {
            HERE.get(Paths.article(first) + below).send().isError(404, "Not Found", "Article not found");
            bob.get(Paths.article(first) + below).send().isError(404, "Not Found", "Article not found");
        }
        revise(bob, first, Map.of("body", "His.")).isError(404, "Not Found", "Article not found");
        ada.get(Paths.article(first) + "/history").send().is(301);
        ada.get(Paths.ownArticle(first)).send().is(301);
    }

    @Test
    void of_an_erased_person_they_lead_to_what_is_kept_only() {
        for (String articles : List.of("keep", "remove")) {
            ApiSession eve = TestPerson.signedIn(HERE, "eve");
            String old = eve.publish(fresh("Erased"), "");
            String now = rename(eve, old, old + " now");
            Erasures.delete(eve, articles).is(200);
            if (articles.equals("keep")) {
                assertThat(HERE.get(Paths.article(old)).send().is(301).header("Location"))
                        .isEqualTo("/v1" + Paths.article(now));
            } else {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> HERE.get(Paths.article(old)).send().status() == 404);
            }
        }
    }

    @Test
    void the_slug_of_what_is_public_later_leads_there_too() {
        String draft = ada.draft(fresh("Later"), "");
        String named = rename(ada, draft, draft + " named");
        HERE.get(Paths.article(draft)).send().is(404);
        change(ada, named, "publish").is(200);
        assertThat(there.get(Paths.article(draft)).send().is(301).header("Location"))
                .isEqualTo("/v1" + Paths.article(named));
    }
}
