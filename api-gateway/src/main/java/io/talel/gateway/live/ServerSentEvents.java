package io.talel.gateway.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.talel.gateway.web.WebSettings;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.news.ArticleNews;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes news in the format of server-sent events. */
@Component
final class ServerSentEvents {

    /** Clients of a node that ends come back within this time, not all at once. */
    static final long LEAST_RETRY_MILLIS = 1_000;

    static final long MOST_RETRY_MILLIS = 5_000;

    /** A comment, which clients pass over. */
    static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final JsonMapper json;
    private final String articleUrl;

    ServerSentEvents(JsonMapper json, WebSettings settings) {
        this.json = json;
        this.articleUrl = settings.articleUrl();
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            ArticleId id,
            @Nullable Slug slug,
            @Nullable String url,
            @Nullable Long version,
            Instant at) {}

    List<ServerSentEvent> of(List<ArticleNews> news, long now) {
        return news.stream().map(one -> of(one, now)).toList();
    }

    private ServerSentEvent of(ArticleNews news, long now) {
        Slug slug = news.slug();
        Data data =
                new Data(news.articleId(), slug, slug == null ? null : articleUrl + slug, news.version(), news.at());
        String text = "event: %s\nid: %d\ndata: %s\n\n"
                .formatted(news.kind().name().toLowerCase(Locale.ROOT), news.place(), json.writeValueAsString(data));
        return new ServerSentEvent(news.place(), news.articleId(), text.getBytes(StandardCharsets.UTF_8), now);
    }

    /**
     * The beginning of every stream. It has no data, so clients note the id without an event.
     *
     * @param retry after how many milliseconds the client connects again
     */
    static byte[] beginning(long place, long retry) {
        return "retry: %d\nid: %d\n\n".formatted(retry, place).getBytes(StandardCharsets.US_ASCII);
    }
}
