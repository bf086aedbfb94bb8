package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.ArticleRequests.fresh;
import static io.talel.gateway.e2e.ArticleRequests.revise;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Addresses of articles: made of any title, changed on request. */
class SlugsE2E {

    private static final int AT_ONCE = 100;

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

    static Stream<String> titles() {
        return Stream.of(
                "🎉 👩‍👩‍👧 ☀️",
                "...!? —¿",
                "\u200d",
                "مَرحبا بالعالم",
                "你好，世界！",
                "हिन्दी में",
                "a".repeat(255),
                "漢".repeat(255),
                "🎉".repeat(255),
                "𠀀".repeat(255),
                "ﷺ".repeat(255));
    }

    @ParameterizedTest
    @MethodSource("titles")
    void whatever_the_title_the_article_has_an_address(String title) {
        for (int twice = 0; twice < 2; twice++) {
            ApiAnswer published = ada.post("/articles")
                    .json(Map.of("title", title, "body", "", "meta_description", ""))
                    .send()
                    .is(201);
            String slug = published.text("article", "slug");
            assertThat(slug).isNotEmpty();
            assertThat(published.text("article", "url")).endsWith("/articles/" + slug);
            for (Api node : List.of(HERE, there)) {
                ApiAnswer read = node.get(Paths.article(slug)).send().is(200);
                assertThat(read.text("article", "title")).isEqualTo(title);
                assertThat(node.get(published.header("Location").substring("/v1".length()))
                                .send()
                                .is(200)
                                .json()
                                .path("article"))
                        .isEqualTo(read.json().path("article"));
            }
        }
    }

    @Test
    void a_hundred_articles_of_one_title_at_once_have_a_hundred_slugs() throws InterruptedException {
        String title = fresh("At once");
        String slug = slug(title);
        List<String> slugs = Concurrently.run(AT_ONCE, i -> published(ada.at(i % 2 == 0 ? HERE : there), title));
        assertThat(slugs)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, AT_ONCE)
                        .mapToObj(number -> number == 1 ? slug : slug + "-" + number)
                        .toList());
    }

    /** Of a title of letters, digits and blanks. */
    private static String slug(String title) {
        return title.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static String published(ApiSession author, String title) {
        return author.post("/articles")
                .json(Map.of("title", title, "body", "", "meta_description", ""))
                .send()
                .is(201)
                .text("article", "slug");
    }

    @Test
    void under_another_title_an_article_keeps_its_slug_unless_its_author_asks_for_another_one() {
        String slug = ada.publish(fresh("Old title"), "Text.");
        String title = fresh("New title");
        revise(ada, slug, Map.of("title", title)).is(200);
        assertThat(there.get(Paths.article(slug)).send().is(200).text("article", "title"))
                .isEqualTo(title);

        ApiAnswer changed = revise(ada, slug, Map.of("slug", title)).is(200);

        String present = slug(title);
        assertThat(changed.text("article", "slug")).isEqualTo(present);
        assertThat(changed.text("article", "url")).endsWith("/articles/" + present);
        assertThat(changed.header("ETag")).startsWith("\"2-");
        for (Api node : List.of(HERE, there)) {
            ApiAnswer read = node.get(Paths.article(present)).send().is(200);
            assertThat(read.text("article", "slug")).isEqualTo(present);
            assertThat(read.text("article", "url")).endsWith("/articles/" + present);
            assertThat(read.header("ETag")).startsWith("\"2-");
            assertThat(node.get(Paths.articlesOf(ada.person())).send().text()).contains("/articles/" + present + "\"");
        }
        assertThat(ada.get("/accounts/me/articles").send().text()).contains("/articles/" + present + "\"");
    }

    @Test
    void a_slug_that_is_taken_comes_with_a_number() {
        String taken = ada.publish(fresh("Taken"), "");
        String slug = ada.publish(fresh("Mine"), "");
        assertThat(revise(ada, slug, Map.of("slug", taken)).is(200).text("article", "slug"))
                .isEqualTo(taken + "-2");
        assertThat(revise(ada, taken + "-2", Map.of("slug", taken)).is(200).header("ETag"))
                .startsWith("\"1-");
    }

    @Test
    void what_was_read_and_is_sent_back_changes_nothing() {
        String slug = ada.publish(fresh("Whole"), "Text.");
        revise(ada, slug, Map.of("slug", slug, "body", "Text.")).is(200);
        String first = HERE.get(Paths.article(slug)).send().header("ETag");
        assertThat(first).startsWith("\"0-");
        String present = slug + "-x";
        revise(ada, slug, Map.of("slug", present)).is(200);

        ApiAnswer late = ada.request("PATCH", Paths.article(slug))
                .header("If-Match", first)
                .json(Map.of("slug", slug, "body", "Other."))
                .send()
                .is(200);

        assertThat(late.text("article", "slug")).isEqualTo(present);
        assertThat(late.text("article", "body")).isEqualTo("Other.");
    }

    @Test
    void another_slug_than_one_that_came_meanwhile_is_refused_with_both_and_their_base() {
        String slug = ada.publish(fresh("Contested"), "Text.");
        String first = HERE.get(Paths.article(slug)).send().header("ETag");
        revise(ada, slug, Map.of("slug", slug + "-x")).is(200);

        ApiAnswer refused = ada.request("PATCH", Paths.article(slug))
                .header("If-Match", first)
                .json(Map.of("slug", slug + "-y", "body", "Ours."))
                .send()
                .is(412);

        assertThat(refused.header("ETag")).isEqualTo("\"1\"");
        assertThat(List.of("base", "ours", "theirs"))
                .extracting(side -> refused.text(side, "slug"))
                .containsExactly(slug, slug + "-y", slug + "-x");
        assertThat(List.of("base", "ours", "theirs"))
                .extracting(side -> refused.text(side, "body"))
                .containsExactly("Text.", "Ours.", "Text.");
    }

    @Test
    void what_is_no_slug_is_refused() {
        String slug = ada.publish(fresh("Refused"), "");
        for (String none : List.of("", " ", "!!!", "🎉", "a".repeat(267))) {
            revise(ada, slug, Map.of("slug", none)).isBadRequestNaming("slug");
        }
        ada.request("PATCH", Paths.article(slug)).json(Map.of("slug", 7)).send().isBadRequestNaming("slug");
    }

    @Test
    void the_history_has_the_change_and_past_versions_the_slug_that_they_had() {
        String slug = ada.publish(fresh("Told"), "");
        String present = slug + "-again";
        revise(ada, slug, Map.of("slug", present, "body", "Text.")).is(200);

        for (ApiAnswer history : List.of(
                ada.get(Paths.article(present) + "/history").send().is(200),
                there.get(Paths.article(present) + "/history").send().is(200))) {
            assertThat(history.json().path("history").findValuesAsString("action"))
                    .containsExactly("slug_changed", "revised", "published");
        }
        assertThat(HERE.get(Paths.article(present) + "/versions/1").send().text("article", "slug"))
                .isEqualTo(slug);
        assertThat(HERE.get(Paths.article(present) + "/versions/2").send().text("article", "slug"))
                .isEqualTo(present);
    }
}
