package io.talel.gateway.feed.hub;

import io.talel.kernel.article.ArticleId;
import java.util.Optional;

/**
 * What the hub is to be told of, taken by this node.
 *
 * @param topic the address of a feed, or the stream of an article
 * @param version of an article
 * @param changes how often it has changed since the hub was told
 * @param attempts number of attempts, including this one
 */
record FeedPing(String topic, long version, long changes, int attempts) {

    private static final String ARTICLE = "article-";

    /** The article whose feeds are still to be looked up; empty for a feed. */
    Optional<ArticleId> article() {
        return topic.startsWith(ARTICLE)
                ? Optional.of(new ArticleId(Long.parseLong(topic.substring(ARTICLE.length()))))
                : Optional.empty();
    }
}
