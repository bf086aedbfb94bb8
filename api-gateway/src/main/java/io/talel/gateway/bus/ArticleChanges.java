package io.talel.gateway.bus;

import io.talel.kernel.article.ArticleId;

/**
 * Reacts to new events that may change what readers see of an article, never to replayed ones. Runs in one transaction of the
 * event store's database with the stored position; after a failure it is called again for the same event.
 */
public interface ArticleChanges {

    /** Whether it reacts at all; the same as long as the node runs. */
    boolean areWanted();

    void changed(ArticleChange change);

    /**
     * @param version of the article's stream
     * @param withdrawn whether it was public until then
     */
    record ArticleChange(ArticleId articleId, long version, boolean withdrawn) {}
}
