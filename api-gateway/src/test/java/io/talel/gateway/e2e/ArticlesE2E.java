package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Section 4 of the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("port")
class ArticlesE2E {

    private final Api api = GatewayNode.shared().api();
    private final ApiSession ada = TestPerson.signedIn(api, "ada");

    @Test
    void a_published_article_is_answered_whole() {
        ApiAnswer answer = publish(Map.of(
                        "title", fresh("Hello World"),
                        "body", "# Hello\n\nThis is **talelio**.",
                        "meta_description", "A first article",
                        "featured_image", "https://example.org/sunset.jpg"))
                .is(201);
        JsonNode article = answer.json().path("article");
        assertThat(answer.keys()).containsExactlyInAnyOrder("article", "user");
        assertThat(answer.keys("article"))
                .containsExactlyInAnyOrder(
                        "id",
                        "created_at",
                        "updated_at",
                        "title",
                        "slug",
                        "body",
                        "html",
                        "meta_description",
                        "table_of_contents",
                        "featured_image",
                        "url");
        assertThat(answer.keys("user")).containsExactlyInAnyOrder("id", "username", "location", "avatar_url");
        assertThat(article.path("id").asLong()).isPositive();
        assertThat(article.path("updated_at")).isEqualTo(article.path("created_at"));
        assertThat(article.path("body").asString()).isEqualTo("# Hello\n\nThis is **talelio**.");
        assertThat(article.path("meta_description").asString()).isEqualTo("A first article");
        assertThat(article.path("featured_image").asString()).isEqualTo("https://example.org/sunset.jpg");
        assertThat(article.path("html").asString())
                .isEqualToIgnoringNewLines("<h1 id=\"hello\">Hello</h1>\n<p>This is <strong>talelio</strong>.</p>");
        assertThat(article.path("table_of_contents").asString()).contains("<div class=\"toc\">", "href=\"#hello\"");
        assertThat(article.path("url").asString())
                .isEqualTo(
                        "https://www.talel.io/articles/" + article.path("slug").asString());
        assertThat(answer.text("user", "username")).isEqualTo(ada.person().username());
    }

    @Test
    void what_was_published_is_read_again_word_for_word() {
        ApiAnswer published = publish(Map.of("title", fresh("Read me"), "body", "Text.", "meta_description", "d"));
        ApiAnswer read =
                api.get(Paths.article(published.text("article", "slug"))).send().is(200);
        assertThat(read.keys()).containsExactlyInAnyOrder("meta", "article", "user");
        assertThat(read.keys("meta")).containsExactly("adjacent_articles");
        assertThat(read.keys("meta", "adjacent_articles")).containsExactlyInAnyOrder("next", "prev");
        assertThat(read.json().path("article")).isEqualTo(published.json().path("article"));
        assertThat(read.json().path("user")).isEqualTo(published.json().path("user"));
    }

    @Test
    void an_article_of_empty_texts_is_published() {
        ApiAnswer answer =
                publish(Map.of("title", fresh("Empty"), "body", "", "meta_description", "", "featured_image", ""));
        assertThat(answer.is(201).text("article", "html")).isEmpty();
        assertThat(answer.text("article", "table_of_contents")).isEmpty();
        assertThat(answer.text("article", "featured_image")).isEmpty();
    }

    @Test
    void a_missing_featured_image_is_an_empty_text() {
        ApiAnswer answer = publish(Map.of("title", fresh("Plain"), "body", "x", "meta_description", ""));
        assertThat(answer.is(201).json().path("article").path("featured_image").isString())
                .isTrue();
        assertThat(answer.text("article", "featured_image")).isEmpty();
    }

    @Test
    void an_article_without_headings_has_an_empty_list_of_contents() {
        ApiAnswer answer = publish(Map.of("title", fresh("Flat"), "body", "x", "meta_description", ""));
        assertThat(answer.text("article", "table_of_contents")).isEqualTo("<div class=\"toc\">\n<ul></ul>\n</div>\n");
    }

    @Test
    void rendered_links_open_elsewhere_and_rendered_images_load_late() {
        String body = "[x](https://example.org) ![y](https://example.org/y.png)";
        String html = publish(Map.of("title", fresh("Links"), "body", body, "meta_description", ""))
                .text("article", "html");
        assertThat(html).contains("target=\"_blank\"", "loading=\"lazy\"");
    }

    @Test
    void no_script_survives_rendering() {
        String body = "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1))";
        String html = publish(Map.of("title", fresh("Hostile"), "body", body, "meta_description", ""))
                .is(201)
                .text("article", "html");
        assertThat(html).doesNotContain("<script", "onerror", "javascript:");
    }

    @Test
    void a_body_of_200_kilobytes_works() {
        String body = "A paragraph of a long article.\n\n".repeat(6_400);
        String slug = publish(Map.of("title", fresh("Long"), "body", body, "meta_description", ""))
                .is(201)
                .text("article", "slug");
        assertThat(api.get(Paths.article(slug)).send().is(200).text("article", "body"))
                .isEqualTo(body);
    }

    @Test
    void a_body_may_have_a_mebibyte_and_not_a_byte_more() {
        String mebibyte = "word ".repeat(1024 * 1024 / 5) + "x";
        publish(Map.of("title", fresh("Full"), "body", mebibyte, "meta_description", ""))
                .is(201);
        publish(Map.of("title", fresh("Full"), "body", mebibyte + "y", "meta_description", ""))
                .isBadRequestNaming("body");
    }

    @Test
    void a_title_may_have_255_characters() {
        String title = "%-255s".formatted(fresh("t")).replace(' ', 'x');
        ApiAnswer answer = publish(Map.of("title", title, "body", "", "meta_description", ""))
                .is(201);
        assertThat(answer.text("article", "title")).isEqualTo(title);
        api.get(Paths.article(answer.text("article", "slug"))).send().is(200);
        publish(Map.of("title", title + "y", "body", "", "meta_description", ""))
                .isBadRequestNaming("title");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello World|hello-world",
                "Many    blanks|many-blanks",
                "E-mail and e-mail|email-and-email",
                "Straße|straße",
                "Crème brûlée|creme-brulee",
                "snake_case|snake_case",
                "What? Really!|what-really",
                "日本語の記事|日本語の記事",
                "Version 2.0|version-20"
            })
    void the_slug_is_made_of_the_title(String title, String slug) {
        String mark = "m" + UniqueNumber.next();
        ApiAnswer answer = publish(Map.of("title", mark + " " + title, "body", "", "meta_description", ""));
        assertThat(answer.is(201).text("article", "slug")).isEqualTo(mark + "-" + slug);
        api.get(Paths.article(mark + "-" + slug)).send().is(200);
    }

    @Test
    void a_title_without_letters_gets_a_slug_that_works() {
        ApiAnswer answer = publish(Map.of("title", "🎉🎉", "body", "", "meta_description", ""));
        assertThat(answer.is(201).text("article", "slug")).isNotEmpty();
        assertThat(api.get(Paths.article(answer.text("article", "slug")))
                        .send()
                        .is(200)
                        .text("article", "title"))
                .isEqualTo("🎉🎉");
    }

    @Test
    void a_taken_slug_gets_the_next_free_number_and_the_url_has_it() {
        String title = fresh("Twice");
        String slug = ada.publish(title, "");
        assertThat(ada.publish(title, "")).isEqualTo(slug + "-2");
        ApiAnswer third = publish(Map.of("title", title, "body", "", "meta_description", ""));
        assertThat(third.text("article", "slug")).isEqualTo(slug + "-3");
        assertThat(third.text("article", "url")).endsWith("/articles/" + slug + "-3");
    }

    @Test
    void a_number_that_another_title_has_taken_is_passed_over() {
        String title = fresh("Gap");
        String slug = ada.publish(title, "");
        assertThat(ada.publish(title + " 2", "")).isEqualTo(slug + "-2");
        assertThat(ada.publish(title, "")).isEqualTo(slug + "-3");
    }

    @Test
    void neighbours_are_the_articles_published_before_and_after() {
        ApiSession bob = TestPerson.signedIn(api, "bob");
        String first = ada.publish(fresh("First"), "");
        String second = bob.publish(fresh("Second"), "");
        String third = ada.publish(fresh("Third"), "");
        JsonNode neighbours =
                api.get(Paths.article(second)).send().json().path("meta").path("adjacent_articles");
        assertThat(neighbours.path("prev").path("slug").asString()).isEqualTo(first);
        assertThat(neighbours.path("next").path("slug").asString()).isEqualTo(third);
        assertThat(neighbours.path("prev").propertyNames()).containsExactlyInAnyOrder("title", "slug");
        assertThat(api.get(Paths.article(third))
                        .send()
                        .json()
                        .at("/meta/adjacent_articles/next")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "no where", "ÄÖÜ", "-2", "%"})
    void an_unknown_slug_is_not_found(String slug) {
        api.get(Paths.article(slug)).send().isError(404, "Not Found", "Article not found");
    }

    @Test
    void slugs_are_compared_exactly() {
        String slug = ada.publish(fresh("Exact"), "");
        ApiAnswer other = api.get(Paths.article(slug.replace("exact", "Exact"))).send();
        other.isError(404, "Not Found", "Article not found");
        assertThat(other.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void an_article_that_the_client_has_is_not_sent_again() {
        String slug = ada.publish(fresh("Cached"), "");
        ApiAnswer first = api.get(Paths.article(slug)).send();
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache, public");
        assertThat(ada.get(Paths.ownArticle(slug)).send().header("Cache-Control"))
                .isEqualTo("no-cache, private");
        String etag = first.header("ETag");
        ApiAnswer answer = api.get(Paths.article(slug))
                .header("If-None-Match", etag)
                .send()
                .is(304);
        assertThat(answer.header("ETag")).isEqualTo(etag);
        ada.publish(fresh("A new neighbour"), "");
        assertThat(api.get(Paths.article(slug))
                        .header("If-None-Match", etag)
                        .send()
                        .is(200)
                        .header("ETag"))
                .startsWith("\"0-")
                .isNotEqualTo(etag);
    }

    @Test
    void the_title_is_named_when_it_is_blank() {
        for (String title : List.of("", "   ")) {
            publish(Map.of("title", title, "body", "", "meta_description", "")).isBadRequestNaming("title");
        }
    }

    private ApiAnswer publish(Map<String, String> draft) {
        return ada.post("/articles").json(draft).send();
    }

    /** A title that no other test has used. */
    private static String fresh(String title) {
        return title + " x" + UniqueNumber.next();
    }
}
