package io.talel.gateway.bus;

import io.talel.kernel.article.ArticleId;

/**
 * Reacts to new events of articles, never to replayed ones. Runs in one transaction of the event store's database with the
 * stored position; after a failure it is called again for the same event.
 */
public interface ArticleEvents {

    /**
     * Whether an event may matter. If not, the processor passes it over without a transaction.
     *
     * @param actor user who caused the event, or another text: {@code user-7}
     */
    boolean mayConcern(String actor);

    void happened(ArticleChanged changed);

    /**
     * An event of an article without its texts.
     *
     * @param id of the event, the same at every call
     * @param version of the article's stream
     * @param position place of the log that is reached with this event
     * @param actor from {@code MessageMetaData.ACTOR}
     */
    record ArticleChanged(String id, ArticleId articleId, long version, long position, String actor) {}
}
