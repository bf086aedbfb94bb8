package io.talel.gateway.bus.events;

import io.talel.kernel.article.news.ArticleNews;

/**
 * Reacts to new events of articles that readers can notice, never to replayed ones. Runs in one transaction of the event
 * store's database with the stored position; after a failure it is called again for the same event.
 */
public interface ArticleEventListener {

    /**
     * Whether an event may matter. If it matters to nobody, the processor passes it over without a transaction.
     *
     * @param actor user who caused the event, or another text: {@code user-7}
     */
    boolean mayConcern(String actor);

    void noticed(Noticed event);

    /**
     * An event that readers can notice.
     *
     * @param id of the event, the same at every call
     * @param version of the article's stream
     */
    record Noticed(String id, long version, ArticleNews news) {}
}
