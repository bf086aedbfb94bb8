package io.talel.gateway.feed.hub;

import io.talel.kernel.article.ArticleId;
import java.util.Optional;

/**
 * A change of which the hub has to learn, taken by this node.
 *
 * @param topic the address of a feed, the stream of an article, or the stream with a tag that the article has lost
 * @param version of an article
 * @param changes how often it has changed since the last ping
 * @param attempts number of attempts, including this one
 */
record FeedPing(String topic, long version, long changes, int attempts) {

    private static final String ARTICLE = "article-";

    /** Between an article and a tag, which may have any character. */
    private static final String TAG = "#";

    static String topic(ArticleId article, String lostTag) {
        return article + TAG + lostTag;
    }

    /** The article whose feeds are still to be looked up; empty for a feed. */
    Optional<ArticleId> article() {
        return topic.startsWith(ARTICLE)
                ? Optional.of(new ArticleId(Long.parseLong(parts()[0].substring(ARTICLE.length()))))
                : Optional.empty();
    }

    /** The only tag whose feeds count; empty for all feeds of the article. */
    Optional<String> lostTag() {
        String[] parts = parts();
        return topic.startsWith(ARTICLE) && parts.length > 1 ? Optional.of(parts[1]) : Optional.empty();
    }

    private String[] parts() {
        return topic.split(TAG, 2);
    }
}
