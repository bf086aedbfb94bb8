package io.talel.gateway.live;

import static io.talel.gateway.live.NewsInMemory.FRAMES;
import static io.talel.gateway.live.NewsInMemory.news;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.news.ArticleNews;
import io.talel.kernel.article.news.ArticleNews.Kind;
import io.talel.kernel.user.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {

    @Test
    void an_event_has_its_kind_its_place_and_where_to_find_the_article() {
        assertThat(text(news(7, Kind.PUBLISHED))).isEqualTo("""
                event: published
                id: 7
                data: {"id":42,"slug":"hello","url":"https://example.org/articles/hello","version":5,\
                "at":"2026-02-03T04:05:06Z"}

                """);
    }

    @Test
    void a_hidden_article_has_no_version() {
        assertThat(text(news(7, Kind.UNPUBLISHED))).isEqualTo("""
                event: unpublished
                id: 7
                data: {"id":42,"slug":"hello","url":"https://example.org/articles/hello","at":"2026-02-03T04:05:06Z"}

                """);
    }

    @Test
    void of_an_article_that_is_gone_for_ever_there_is_only_the_id() {
        ArticleNews gone = new ArticleNews(
                7,
                Kind.UNPUBLISHED,
                new ArticleId(42),
                new UserId(7),
                null,
                null,
                Instant.parse("2026-02-03T04:05:06Z"));

        assertThat(text(gone)).contains("data: {\"id\":42,\"at\":\"2026-02-03T04:05:06Z\"}\n");
    }

    @Test
    void a_stream_begins_with_a_place_and_no_event() {
        assertThat(new String(ServerSentEvents.beginning(7, 3000), StandardCharsets.UTF_8))
                .isEqualTo("retry: 3000\nid: 7\n\n");
    }

    private static String text(ArticleNews news) {
        return new String(FRAMES.of(List.of(news), 0).getFirst().bytes(), StandardCharsets.UTF_8);
    }
}
