package io.talel.gateway.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A feed as JSON Feed 1.1. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record JsonFeed(
        String version,
        String title,
        @JsonProperty("home_page_url") String homePageUrl,
        @JsonProperty("feed_url") String feedUrl,
        String description,
        List<Hub> hubs,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Item> items) {

    record Hub(String type, String url) {}

    record Author(String name) {}

    /** @param contentText only where there is no HTML, since an item has to have one of them */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Item(
            String id,
            String url,
            String title,
            @JsonProperty("content_html") String contentHtml,
            @JsonProperty("content_text") String contentText,
            String summary,
            @JsonProperty("date_published") Instant datePublished,
            @JsonProperty("date_modified") Instant dateModified,
            List<Author> authors,
            List<String> tags,
            String language) {}

    static JsonFeed of(Feed feed) {
        return new JsonFeed(
                "https://jsonfeed.org/version/1.1",
                feed.title(),
                feed.home(),
                feed.self(),
                feed.description(),
                feed.hub().map(hub -> new Hub("WebSub", hub.toString())).stream()
                        .toList(),
                feed.entries().stream().map(JsonFeed::item).toList());
    }

    private static Item item(Feed.Entry entry) {
        String html = entry.html().orElse("");
        return new Item(
                entry.name(),
                entry.url(),
                entry.title(),
                html,
                html.isEmpty() ? text(entry) : "",
                entry.summary(),
                entry.published().truncatedTo(ChronoUnit.SECONDS),
                entry.updated().truncatedTo(ChronoUnit.SECONDS),
                List.of(new Author(entry.author())),
                entry.tags(),
                entry.language());
    }

    private static String text(Feed.Entry entry) {
        return entry.summary().isBlank() ? entry.title() : entry.summary();
    }
}
