package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Readers list all articles, by tag and author, and search them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("port")
class FindingE2E {

    private static final String TAG = "Finding & keeping";

    private final Api api = GatewayNode.shared().api();
    private final ApiSession ada = TestPerson.signedIn(api, "ada");
    private final String author = "author=" + ada.person().username();
    private final List<String> published = IntStream.rangeClosed(1, 7)
            .mapToObj(i -> publish("Found " + i, "<b>Tagged</b> text & the quixotic word, number " + i + "."))
            .toList();

    private String publish(String title, String body) {
        return ada.post("/articles")
                .json(Map.of(
                        "title",
                        ArticleRequests.fresh(title),
                        "body",
                        body,
                        "meta_description",
                        "",
                        "tags",
                        List.of(TAG),
                        "language",
                        "en"))
                .send()
                .is(201)
                .text("article", "slug");
    }

    @Test
    void a_search_finds_what_was_written_before_it() {
        String slug = publish("Fresh", "The first platypus.");
        assertThat(ArticleRequests.slugs(list("?q=platypus&" + author))).containsExactly(slug);

        ArticleRequests.revise(ada, slug, Map.of("body", "A second echidna.")).is(200);

        assertThat(ArticleRequests.slugs(list("?q=platypus&" + author))).isEmpty();
        assertThat(ArticleRequests.slugs(list("?q=echidna&" + author))).containsExactly(slug);
        ada.request("DELETE", Paths.article(slug)).send().is(204);
        assertThat(ArticleRequests.slugs(list("?q=echidna&" + author))).isEmpty();
    }

    @Test
    void entries_have_what_a_list_shows_and_no_texts() {
        ApiAnswer answer = list("?limit=1&" + author);

        assertThat(answer.keys()).containsExactlyInAnyOrder("articles", "next_cursor");
        JsonNode entry = answer.json().at("/articles/0");
        assertThat(entry.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "created_at",
                        "updated_at",
                        "title",
                        "slug",
                        "meta_description",
                        "featured_image",
                        "url",
                        "tags",
                        "language",
                        "author");
        assertThat(entry.at("/author/username").asString())
                .isEqualTo(ada.person().username());
        assertThat(entry.at("/url").asString()).isEqualTo("https://www.talel.io/articles/" + published.getLast());
        assertThat(answer.header("X-Total-Count")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&tag=finding%20%26%20KEEPING", "&q=quixotic", "&tag=Finding+%26+keeping&q=word"})
    void pages_are_linked_and_together_they_are_the_list(String filter) {
        List<String> found = new ArrayList<>();
        String address = "/articles?limit=3&" + author + filter;
        while (!address.isEmpty()) {
            ApiAnswer page = api.get(address).send().is(200);
            found.addAll(ArticleRequests.slugs(page));
            address = next(page);
            assertThat(page.json().path("next_cursor").isNull()).isEqualTo(address.isEmpty());
        }

        assertThat(found).isEqualTo(published.reversed());
    }

    @Test
    void a_page_of_long_descriptions_ends_early_and_goes_on() {
        ApiSession carol = TestPerson.signedIn(api, "carol");
        List<String> long5 = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> carol.post("/articles")
                        .json(Map.of(
                                "title",
                                ArticleRequests.fresh("Long " + i),
                                "body",
                                "",
                                "meta_description",
                                "😀".repeat(9_999) + i))
                        .send()
                        .is(201)
                        .text("article", "slug"))
                .toList();
        String list = "/articles?limit=10&author=" + carol.person().username();
        ApiAnswer first = api.get(list).send().is(200);
        ApiAnswer second = api.get(next(first)).send().is(200);

        assertThat(ArticleRequests.slugs(first)).isEqualTo(long5.reversed().subList(0, 4));
        assertThat(ArticleRequests.slugs(second)).containsExactly(long5.getFirst());
        assertThat(next(second)).isEmpty();
        assertThat(ArticleRequests.slugs(
                        carol.get("/accounts/me/articles?limit=10").send().is(200)))
                .isEqualTo(long5.reversed());
    }

    @Test
    void what_is_published_meanwhile_moves_nothing() {
        ApiSession bob = TestPerson.signedIn(api, "bob");
        List<String> older = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> bob.publish(ArticleRequests.fresh("Bob " + i), ""))
                .toList();
        String list = Paths.articlesOf(bob.person());
        ApiAnswer first = api.get(list + "?cursor=&limit=2").send().is(200);
        bob.publish(ArticleRequests.fresh("Bob 5"), "");
        ApiAnswer second = api.get(next(first)).send().is(200);

        assertThat(ArticleRequests.slugs(first)).containsExactly(older.get(3), older.get(2));
        assertThat(ArticleRequests.slugs(second)).containsExactly(older.get(1), older.get(0));
        assertThat(second.header("X-Total-Count")).isEqualTo("5");
        assertThat(next(second)).isEmpty();
    }

    @Test
    void an_excerpt_is_escaped_and_marks_what_was_found() {
        String excerpt = list("?limit=1&q=tagging+quixotic&" + author)
                .json()
                .at("/articles/0/excerpt")
                .asString();

        assertThat(excerpt)
                .contains("<mark>Tagged</mark> text &amp; the <mark>quixotic</mark> word")
                .doesNotContain("<b>");
    }

    @Test
    void a_list_that_the_client_has_is_not_sent_again() {
        for (String list : List.of("/articles?" + author, "/tags")) {
            ApiAnswer answer = api.get(list).send().is(200);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-cache, public");
            api.get(list).header("If-None-Match", answer.header("ETag")).send().is(304);
        }
    }

    @Test
    void tags_are_counted_page_by_page() {
        String found = "";
        String address = "/tags?limit=1";
        while (!address.isEmpty() && found.isEmpty()) {
            ApiAnswer page = api.get(address).send().is(200);
            assertThat(page.json().path("tags")).hasSize(1);
            if (page.json().at("/tags/0/tag").asString().equals("finding & keeping")) {
                found = page.json().at("/tags/0/articles").asString();
            }
            address = next(page);
        }

        assertThat(found).isEqualTo("7");
    }

    @Test
    void what_is_unknown_is_an_empty_list() {
        for (String query : List.of("?author=nobody-of-this-name", "?tag=no+such+tag", "?q=nosuchwordanywhere")) {
            ApiAnswer answer = list(query);
            assertThat(ArticleRequests.slugs(answer)).isEmpty();
            assertThat(next(answer)).isEmpty();
        }
    }

    @Test
    void a_parameter_that_is_wrong_is_named() {
        list400("?cursor=x", "cursor");
        list400("?cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAA", "cursor");
        list400("?author=a%2Fb", "author");
        list400("?tag=" + "x".repeat(51), "tag");
        list400("?q=" + "x".repeat(201), "q");
        api.get("/articles?limit=x").send().isBadRequest("Expected numeric query parameters");
        api.get("/tags?cursor=x").send().isBadRequestNaming("cursor");
        api.get(Paths.articlesOf(ada.person()) + "?cursor=x").send().isBadRequestNaming("cursor");
        api.get(Paths.articlesOf(ada.person()) + "?cursor=&page=1").send().isBadRequestNaming("cursor");
    }

    @Test
    void a_parameter_that_is_given_twice_is_named() {
        list400("?tag=java&tag=sql", "tag");
        list400("?tag=java&%74ag=java", "tag");
        list400("?at=2026-03-01T10:00:00Z&at=2026-04-01T10:00:00Z", "at");
        api.get(Paths.articlesOf(ada.person()) + "?page=1&page=2").send().isBadRequestNaming("page");
        api.get("/feeds/rss.xml?tag=java&tag=sql").send().isBadRequestNaming("tag");
        api.get("/articles?unknown=1&unknown=2").send().is(200);
    }

    private void list400(String query, String parameter) {
        api.get("/articles" + query).send().isBadRequestNaming(parameter);
    }

    private ApiAnswer list(String query) {
        return api.get("/articles" + query).send().is(200);
    }

    /** The address of the next page; empty on the last one. */
    private static String next(ApiAnswer page) {
        String link = page.header("Link");
        return link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
    }
}
