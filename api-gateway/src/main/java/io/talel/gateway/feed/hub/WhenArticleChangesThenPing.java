package io.talel.gateway.feed.hub;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.bus.events.ArticleEventListener;
import io.talel.gateway.feed.HubSettings;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.FindRemovedTags;
import org.springframework.stereotype.Component;

/** Queues articles that have changed for readers, and tags under which readers find them no more, if there is a hub. */
@Component
final class WhenArticleChangesThenPing implements ArticleEventListener {

    private final FeedPingQueue queue;
    private final Queries queries;
    private final boolean hub;

    WhenArticleChangesThenPing(FeedPingQueue queue, Queries queries, HubSettings settings) {
        this.queue = queue;
        this.queries = queries;
        this.hub = settings.hubAddress().isPresent();
    }

    @Override
    public boolean mayConcern(String actor) {
        return hub;
    }

    @Override
    public void noticed(Noticed event) {
        ArticleId article = event.news().articleId();
        queue.add(article, event.version());
        queries.list(new FindRemovedTags(article, event.version()), String.class)
                .forEach(tag -> queue.add(article, tag, event.version()));
    }
}
