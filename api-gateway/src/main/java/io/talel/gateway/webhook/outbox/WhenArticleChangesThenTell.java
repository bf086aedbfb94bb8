package io.talel.gateway.webhook.outbox;

import io.talel.gateway.bus.ArticleEvents;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.WebSettings;
import io.talel.gateway.webhook.registry.EventTypes;
import io.talel.gateway.webhook.registry.HookedAuthors;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleNews;
import io.talel.kernel.article.FindNews;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.Title;
import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Queues a message for the webhooks of an author whose article has changed for readers. */
@Component
final class WhenArticleChangesThenTell implements ArticleEvents {

    private final HookedAuthors authors;
    private final Queries queries;
    private final Outbox outbox;
    private final JsonMapper json;
    private final String articleUrl;

    WhenArticleChangesThenTell(
            HookedAuthors authors, Queries queries, Outbox outbox, JsonMapper json, WebSettings web) {
        this.authors = authors;
        this.queries = queries;
        this.outbox = outbox;
        this.json = json;
        this.articleUrl = web.articleUrl();
    }

    @Override
    public boolean mayConcern(String actor) {
        return authors.maySeeChange(actor);
    }

    @Override
    public void happened(ArticleChanged changed) {
        queries.find(new FindNews(changed.articleId(), changed.version()), ArticleNews.class)
                .ifPresent(news -> outbox.add(message(changed, news)));
    }

    private Message message(ArticleChanged changed, ArticleNews news) {
        String type = EventTypes.name(news.kind());
        Data data = new Data(
                changed.position(),
                news.articleId(),
                news.version(),
                news.slug(),
                news.title(),
                articleUrl + news.slug());
        return new Message(
                "msg_" + changed.id(),
                news.authorId(),
                type,
                changed.position(),
                json.writeValueAsString(new Body(type, news.at(), data)));
    }

    /** The JSON that is posted. */
    private record Body(String type, Instant timestamp, Data data) {}

    private record Data(long position, ArticleId id, long version, Slug slug, Title title, String url) {}
}
