package io.talel.gateway.feed;

import static io.talel.gateway.feed.FeedFormats.children;
import static io.talel.gateway.feed.FeedFormats.entries;
import static io.talel.gateway.feed.FeedFormats.links;
import static io.talel.gateway.feed.FeedFormats.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FeedWriterTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final String HTML = "<pre><code>first\n  second\r\n\tthird &amp; ]]&gt;</code></pre>";

    private static final Feed.Entry ENTRY = new Feed.Entry(
            FeedTopic.name(42),
            "https://www.talel.io/articles/hello-%E4%B8%96",
            "<b>Hello</b> & 世界",
            "About <i>greetings</i>",
            Optional.of(HTML),
            "Ada & Bob",
            List.of("first steps", "C/C++"),
            "de-CH",
            NOON,
            NOON.plusSeconds(90));

    private final FeedWriter writer = new FeedWriter(JsonMapper.builder().build());

    private static Feed feed(Feed.Entry... entries) {
        return new Feed(
                FeedTopic.ofTag("java").name(),
                "talel.io: #java",
                "Articles with the tag java on talel.io",
                "https://api.talel.io/v1/feeds/atom.xml?tag=java",
                "https://www.talel.io/",
                entries.length == 0 ? Optional.empty() : Optional.of(NOON.plusSeconds(90)),
                Optional.of(URI.create("https://hub.example.org/?a=1&b=2")),
                List.of(entries));
    }

    private static Feed.Entry with(String title, String summary, Optional<String> html) {
        return new Feed.Entry(
                ENTRY.name(),
                ENTRY.url(),
                XmlText.of(title),
                XmlText.of(summary),
                html.map(XmlText::of),
                XmlText.of(title),
                List.of(XmlText.of(title)),
                "",
                NOON,
                NOON);
    }

    @Example
    void an_article_is_an_entry_of_atom() {
        Element feed = FeedFormats.atom(writer.write(feed(ENTRY), FeedFormat.ATOM));
        Element entry = children(feed, "entry").getFirst();

        assertThat(text(feed, "id")).isEqualTo("tag:talel.io,2026:feed/tags/java");
        assertThat(links(feed, "hub")).containsExactly("https://hub.example.org/?a=1&b=2");
        assertThat(text(entry, "id")).isEqualTo("tag:talel.io,2026:article-42");
        assertThat(text(entry, "title")).isEqualTo(ENTRY.title());
        assertThat(text(entry, "content")).isEqualTo(HTML);
        assertThat(text(entry, "summary")).isEqualTo(ENTRY.summary());
        assertThat(text(children(entry, "author").getFirst(), "name")).isEqualTo("Ada & Bob");
        assertThat(children(entry, "category").stream().map(tag -> tag.getAttribute("term")))
                .containsExactly("first steps", "C/C++");
        assertThat(text(entry, "language")).isEqualTo("de-CH");
        assertThat(text(entry, "published")).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(text(entry, "updated")).isEqualTo("2026-03-01T12:01:30Z");
    }

    @Example
    void an_article_is_an_item_of_rss() {
        Element channel = FeedFormats.rss(writer.write(feed(ENTRY), FeedFormat.RSS));
        Element item = children(channel, "item").getFirst();

        assertThat(links(channel, "hub")).containsExactly("https://hub.example.org/?a=1&b=2");
        assertThat(text(item, "guid")).isEqualTo("tag:talel.io,2026:article-42");
        assertThat(text(item, "title")).isEqualTo(ENTRY.title());
        assertThat(text(item, "encoded")).isEqualTo(HTML);
        assertThat(text(item, "description")).isEqualTo(ENTRY.summary());
        assertThat(text(item, "creator")).isEqualTo("Ada & Bob");
        assertThat(children(item, "category").stream().map(Element::getTextContent))
                .containsExactly("first steps", "C/C++");
        assertThat(text(item, "language")).isEqualTo("de-CH");
        assertThat(text(item, "pubDate")).isEqualTo("Sun, 01 Mar 2026 12:00:00 GMT");
    }

    @Example
    void an_article_is_an_item_of_a_json_feed() {
        JsonNode feed = FeedFormats.json(writer.write(feed(ENTRY), FeedFormat.JSON));

        assertThat(feed.at("/hubs/0/type").asString()).isEqualTo("WebSub");
        assertThat(feed.at("/items/0/id").asString()).isEqualTo("tag:talel.io,2026:article-42");
        assertThat(feed.at("/items/0/content_html").asString()).isEqualTo(HTML);
        assertThat(feed.at("/items/0/authors/0/name").asString()).isEqualTo("Ada & Bob");
        assertThat(feed.at("/items/0/date_modified").asString()).isEqualTo("2026-03-01T12:01:30Z");
        assertThat(feed.at("/items/0").has("content_text")).isFalse();
    }

    @Example
    void a_feed_without_articles_is_valid() {
        assertThat(entries(FeedFormats.atom(writer.write(feed(), FeedFormat.ATOM))))
                .isEmpty();
        assertThat(entries(FeedFormats.rss(writer.write(feed(), FeedFormat.RSS))))
                .isEmpty();
        assertThat(FeedFormats.json(writer.write(feed(), FeedFormat.JSON)).path("items"))
                .isEmpty();
    }

    @Example
    void an_article_that_is_too_large_is_told_by_its_summary_or_its_title() {
        Feed.Entry summarised = with("Large", "A summary", Optional.empty());
        Feed.Entry named = with("Large", "", Optional.empty());

        FeedFormats.atom(writer.write(feed(summarised), FeedFormat.ATOM));
        FeedFormats.rss(writer.write(feed(named), FeedFormat.RSS));
        assertThat(FeedFormats.json(writer.write(feed(summarised), FeedFormat.JSON))
                        .at("/items/0/content_text")
                        .asString())
                .isEqualTo("A summary");
        assertThat(FeedFormats.json(writer.write(feed(named), FeedFormat.JSON))
                        .at("/items/0/content_text")
                        .asString())
                .isEqualTo("Large");
    }

    /** Control characters, halves of pairs, tags, ends of CDATA: everything comes back but what XML cannot hold. */
    @Property(tries = 500)
    void whatever_people_write_the_document_is_well_formed_and_says_it(
            @ForAll @NotBlank String title, @ForAll String html) {
        Feed.Entry hostile = with(title, html, Optional.of(html));

        Element entry = children(FeedFormats.atom(writer.write(feed(hostile), FeedFormat.ATOM)), "entry")
                .getFirst();
        Element item = children(FeedFormats.rss(writer.write(feed(hostile), FeedFormat.RSS)), "item")
                .getFirst();

        assertThat(text(entry, "title")).isEqualTo(XmlText.of(title));
        assertThat(text(item, "title")).isEqualTo(XmlText.of(title));
        assertThat(text(entry, "content")).isEqualTo(XmlText.of(html));
        assertThat(text(item, "encoded")).isEqualTo(XmlText.of(html));
        FeedFormats.json(writer.write(feed(hostile), FeedFormat.JSON));
    }

    @Example
    void what_xml_cannot_hold_is_replaced() {
        assertThat(XmlText.of("a\0b\u0001\u001F\uFFFE\uFFFF\uD800c\t\n\r\u0085\uD83D\uDE00"))
                .isEqualTo("a\uFFFDb\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDc\t\n\r\u0085\uD83D\uDE00");
        assertThat(new String(
                        writer.write(feed(with("]]>\u0001", "", Optional.empty())), FeedFormat.RSS),
                        StandardCharsets.UTF_8))
                .contains("]]&gt;\uFFFD");
    }
}
