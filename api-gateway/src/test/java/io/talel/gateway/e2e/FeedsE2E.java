package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.feed.FeedFormats;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/** Readers follow what is new. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("port")
class FeedsE2E {

    private static final String TAG = "Feeds/followed";
    private static final String BY_TAG = "?tag=feeds%2Ffollowed";

    private final Api api = GatewayNode.shared().api();
    private final ApiSession ada = TestPerson.signedIn(api, "ada");
    private final String name = ada.person().username();

    private String publish(String title, String body) {
        return ada.post("/articles")
                .json(Map.of(
                        "title",
                        title,
                        "body",
                        body,
                        "meta_description",
                        "About " + title,
                        "tags",
                        List.of(TAG),
                        "language",
                        "de-CH"))
                .send()
                .is(201)
                .text("article", "slug");
    }

    @Test
    void a_feed_is_valid_in_every_format_and_has_the_newest_articles() {
        String slug = publish(ArticleRequests.fresh("Fed"), "Some *text* with a [link](/about).");

        Element atom =
                FeedFormats.atom(api.get("/feeds/atom.xml").send().is(200).body());
        Element rss = FeedFormats.rss(api.get("/feeds/rss.xml").send().is(200).body());
        JsonNode json =
                FeedFormats.json(api.get("/feeds/feed.json").send().is(200).body());

        String url = "https://www.talel.io/articles/" + slug;
        Element entry = FeedFormats.entries(atom)
                .filter(each -> FeedFormats.links(each, "alternate").contains(url))
                .findFirst()
                .orElseThrow();
        assertThat(FeedFormats.text(entry, "content"))
                .startsWith("<p>Some <em>text</em> with a <a href=\"https://www.talel.io/about\"");
        assertThat(FeedFormats.entries(rss).map(item -> FeedFormats.text(item, "link")))
                .contains(url);
        assertThat(json.path("items").valueStream().map(item -> item.path("url").asString()))
                .contains(url);
    }

    @Test
    void authors_and_tags_have_feeds_of_their_own() {
        String slug = publish(ArticleRequests.fresh("Own"), "Text.");
        String url = "https://www.talel.io/articles/" + slug;

        assertThat(api.get("/users/" + name + "/feeds/atom.xml").send().is(200).text())
                .contains(url, "rel=\"self\"", "/v1/users/" + name + "/feeds/atom.xml\"");
        FeedFormats.atom(api.get("/users/" + name + "/feeds/atom.xml").send().body());
        FeedFormats.rss(
                api.get("/users/" + name + "/feeds/rss.xml").send().is(200).body());
        FeedFormats.json(
                api.get("/users/" + name + "/feeds/feed.json").send().is(200).body());
        assertThat(FeedFormats.entries(FeedFormats.rss(api.get("/feeds/rss.xml" + BY_TAG)
                                .send()
                                .is(200)
                                .body()))
                        .map(item -> FeedFormats.text(item, "creator")))
                .contains(name)
                .containsOnly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"})
    void a_feed_that_the_client_has_is_not_sent_again(String feed) {
        String slug = publish(ArticleRequests.fresh("Kept"), "Text.");
        ApiAnswer answer = api.get(feed + BY_TAG).send().is(200);

        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache, public");
        assertThat(answer.header("Link")).endsWith("/v1" + feed + BY_TAG + ">; rel=\"self\"");
        api.get(feed + BY_TAG)
                .header("If-None-Match", answer.header("ETag"))
                .send()
                .is(304);
        assertThat(answer.header("Last-Modified")).isEmpty();
        api.get(feed + BY_TAG)
                .header("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")
                .send()
                .is(200);

        ArticleRequests.revise(ada, slug, Map.of("body", "Test.")).is(200);
        api.get(feed + BY_TAG)
                .header("If-None-Match", answer.header("ETag"))
                .send()
                .is(200);
    }

    @Test
    void an_article_keeps_its_name_when_it_changes_and_leaves_when_it_is_taken_back() {
        String slug = publish(ArticleRequests.fresh("Named"), "First.");
        Element first = newest();
        ArticleRequests.revise(ada, slug, Map.of("title", "Named otherwise", "body", "Second."))
                .is(200);
        Element second = newest();

        assertThat(FeedFormats.text(second, "id")).isEqualTo(FeedFormats.text(first, "id"));
        assertThat(FeedFormats.text(second, "title")).isEqualTo("Named otherwise");
        assertThat(FeedFormats.text(second, "content")).isEqualTo("<p>Second.</p>");
        assertThat(FeedFormats.text(second, "published")).isEqualTo(FeedFormats.text(first, "published"));

        ArticleRequests.change(ada, slug, "unpublish").is(200);
        assertThat(api.get("/feeds/atom.xml" + BY_TAG).send().is(200).text()).doesNotContain(slug);
    }

    private Element newest() {
        return FeedFormats.entries(FeedFormats.atom(
                        api.get("/feeds/atom.xml" + BY_TAG).send().is(200).body()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void characters_that_xml_cannot_hold_break_no_feed() {
        String title = ArticleRequests.fresh("Bell \u0007 ]]> <b> &amp; \uFFFE\uFFFF \uD83D\uDE00");
        publish(title, "```\n\u0001\u001b[0m\n```");

        assertThat(FeedFormats.text(newest(), "title"))
                .isEqualTo(title.replace('\u0007', '\uFFFD')
                        .replace('\uFFFE', '\uFFFD')
                        .replace('\uFFFF', '\uFFFD'));
        FeedFormats.rss(api.get("/feeds/rss.xml" + BY_TAG).send().is(200).body());
        FeedFormats.json(api.get("/feeds/feed.json" + BY_TAG).send().is(200).body());
    }

    @Test
    void a_feed_of_large_articles_is_small() {
        ApiSession bob = TestPerson.signedIn(api, "bob");
        for (int i = 0; i < 7; i++) {
            bob.publish(ArticleRequests.fresh("Large " + i), "word ".repeat(20_000));
        }
        bob.publish(ArticleRequests.fresh("Huge"), "word ".repeat(200_000));

        ApiAnswer feed = api.get("/users/" + bob.person().username() + "/feeds/feed.json")
                .send()
                .is(200);

        JsonNode items = FeedFormats.json(feed.body()).path("items");
        assertThat(items).hasSize(8);
        assertThat(items.get(0).path("content_text").asString())
                .startsWith("word word")
                .hasSizeLessThanOrEqualTo(300);
        assertThat(items.valueStream().filter(item -> item.has("content_html"))).hasSize(5);
        assertThat(feed.body().length).isLessThan(600_000);
    }

    @Test
    void an_author_whom_nobody_knows_has_no_feed_and_a_tag_that_nobody_uses_an_empty_one() {
        for (String file : List.of("rss.xml", "atom.xml", "feed.json")) {
            api.get("/users/nobody-of-this-name/feeds/" + file)
                    .send()
                    .isError(404, "Not Found", "User with username 'nobody-of-this-name' does not exist");
            api.get("/users/a%25b/feeds/" + file).send().is(404);
            api.get("/feeds/" + file + "?tag=nobody+uses+this").send().is(200);
            api.get("/feeds/" + file + "?tag=" + "x".repeat(51)).send().isBadRequestNaming("tag");
        }
        ApiSession silent = TestPerson.signedIn(api, "new");
        assertThat(FeedFormats.json(api.get("/users/" + silent.person().username() + "/feeds/feed.json")
                                .send()
                                .is(200)
                                .body())
                        .path("items"))
                .isEmpty();
    }
}
