package io.talel.gateway.webhook.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.talel.gateway.bus.ArticleEventListener;
import io.talel.gateway.web.WebSettings;
import io.talel.gateway.webhook.registry.EventTypes;
import io.talel.gateway.webhook.registry.HookedAuthors;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.news.ArticleNews;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Queues a message for the webhooks of an author whose article has changed for readers. */
@Component
final class WhenArticleChangesThenTell implements ArticleEventListener {

    private final HookedAuthors authors;
    private final Outbox outbox;
    private final JsonMapper json;
    private final String articleUrl;

    WhenArticleChangesThenTell(HookedAuthors authors, Outbox outbox, JsonMapper json, WebSettings web) {
        this.authors = authors;
        this.outbox = outbox;
        this.json = json;
        this.articleUrl = web.articleUrl();
    }

    @Override
    public boolean mayConcern(String actor) {
        return authors.maySeeChange(actor);
    }

    @Override
    public void noticed(Noticed event) {
        outbox.add(message(event.id(), event.news()));
    }

    private Message message(String event, ArticleNews news) {
        String type = EventTypes.name(news.kind());
        Slug slug = news.slug();
        Data data =
                new Data(news.place(), news.articleId(), slug, slug == null ? null : articleUrl + slug, news.version());
        return new Message(
                Message.id(event),
                news.authorId(),
                type,
                news.place(),
                json.writeValueAsString(new Body(type, news.at(), data)));
    }

    /** The JSON that is posted. */
    private record Body(String type, Instant timestamp, Data data) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Data(
            long position,
            ArticleId id,
            @Nullable Slug slug,
            @Nullable String url,
            @Nullable Long version) {}
}
