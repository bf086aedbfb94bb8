package io.talel.gateway.feed;

import io.talel.gateway.web.UserPath;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.view.ArticleFilter;
import io.talel.kernel.user.Username;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * What a feed is about: all articles, those of an author, or those with a tag.
 *
 * @param filter has an author, or a tag, or nothing
 */
public record FeedTopic(ArticleFilter filter) {

    /**
     * Name of the feed of all articles, the same for ever, wherever the API is reached (RFC 4151). Names of articles and of the
     * other feeds begin with it.
     */
    private static final String NAME = "tag:talel.io,2026:";

    public static final FeedTopic ALL = new FeedTopic(ArticleFilter.NONE);

    public static FeedTopic ofAuthor(Username author) {
        return new FeedTopic(new ArticleFilter(Optional.empty(), Optional.of(author), Optional.empty()));
    }

    /**
     * The feed of a tag in any case has one name, in lower case.
     *
     * @param tag nothing and an empty text mean all articles
     */
    public static FeedTopic ofTag(@Nullable String tag) {
        Optional<String> wanted = Optional.ofNullable(tag).filter(text -> !text.isBlank());
        return new FeedTopic(filterOf(filterOf(wanted).tag().map(Tags::lower)));
    }

    private static ArticleFilter filterOf(Optional<String> tag) {
        return new ArticleFilter(tag, Optional.empty(), Optional.empty());
    }

    /** The name of the feed for ever. */
    String name() {
        return NAME + "feed" + suffix();
    }

    /** The name of an article for ever, whatever its address may become. */
    static String name(long article) {
        return NAME + "article-" + article;
    }

    private String suffix() {
        return filter.author()
                .map(author -> "/users/" + encoded(author.value()))
                .or(() -> filter.tag().map(tag -> "/tags/" + encoded(tag)))
                .orElse("");
    }

    String title(String site) {
        return filter.author()
                .map(author -> site + ": " + author)
                .or(() -> filter.tag().map(tag -> site + ": #" + tag))
                .orElse(site);
    }

    String description(String site) {
        return filter.author()
                .map(author -> "Articles by " + author + " on " + site)
                .or(() -> filter.tag().map(tag -> "Articles with the tag " + tag + " on " + site))
                .orElse("Articles on " + site);
    }

    /** Percent-encoded, behind {@code /v1}. */
    String path(FeedFormat format) {
        String feed = "/feeds/" + format.file();
        return filter.author().map(author -> UserPath.of(author) + feed).orElse(feed)
                + filter.tag().map(tag -> "?tag=" + encoded(tag)).orElse("");
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
