package io.talel.gateway.feed.hub;

import io.talel.gateway.bus.ArticleEvents;
import io.talel.gateway.feed.FeedSettings;
import org.springframework.stereotype.Component;

/** Queues articles that have changed for readers, if there is a hub. */
@Component
final class WhenArticleChangesThenPing implements ArticleEvents {

    private final FeedPings queue;
    private final boolean hub;

    WhenArticleChangesThenPing(FeedPings queue, FeedSettings settings) {
        this.queue = queue;
        this.hub = settings.hubAddress().isPresent();
    }

    @Override
    public boolean mayConcern(String actor) {
        return hub;
    }

    @Override
    public void noticed(Noticed event) {
        queue.add(event.news().articleId(), event.version());
    }
}
