package io.talel.gateway.feed.hub;

import io.talel.gateway.bus.ArticleChanges;
import io.talel.gateway.feed.FeedSettings;
import org.springframework.stereotype.Component;

/** Queues articles that readers may see changed, if there is a hub. */
@Component
final class WhenArticleChangesThenPing implements ArticleChanges {

    private final FeedPings queue;
    private final boolean hub;

    WhenArticleChangesThenPing(FeedPings queue, FeedSettings settings) {
        this.queue = queue;
        this.hub = settings.hubAddress().isPresent();
    }

    @Override
    public boolean areWanted() {
        return hub;
    }

    @Override
    public void changed(ArticleChange change) {
        queue.add(change);
    }
}
