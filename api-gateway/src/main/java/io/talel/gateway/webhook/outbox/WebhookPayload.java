package io.talel.gateway.webhook.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.talel.gateway.web.WebSettings;
import io.talel.gateway.webhook.registry.EventTypes;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.news.ArticleNews;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the JSON that is posted to webhooks. */
@Component
final class WebhookPayload {

    private final JsonMapper json;
    private final String articleUrl;

    WebhookPayload(JsonMapper json, WebSettings web) {
        this.json = json;
        this.articleUrl = web.articleUrl();
    }

    private record Body(String type, Instant timestamp, Data data) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Data(
            long position,
            ArticleId id,
            @Nullable Slug slug,
            @Nullable String url,
            @Nullable Long version) {}

    /** @param event id of the event that made the news */
    Message message(String event, ArticleNews news) {
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
}
