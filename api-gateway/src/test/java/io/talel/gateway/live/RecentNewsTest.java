package io.talel.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.news.ArticleNews;
import io.talel.kernel.article.news.ArticleNews.Kind;
import io.talel.kernel.article.news.NewsLog;
import io.talel.kernel.user.UserId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentNewsTest {

    @Test
    void what_is_not_here_any_more_is_not_taken_for_nothing() {
        RecentNews recent = RecentNews.of(3);
        for (long place = 4; place < 4 + RecentNews.MOST + 10; place++) {
            recent = recent.plus(page(NewsInMemory.news(place, Kind.REVISED)), events(place), 0);
        }

        assertThat(recent.events()).hasSize(RecentNews.MOST);
        assertThat(recent.after(12)).isEmpty();
        assertThat(recent.after(13))
                .hasValueSatisfying(events -> assertThat(events).hasSize(RecentNews.MOST));
        assertThat(recent.after(recent.last()))
                .hasValueSatisfying(events -> assertThat(events).isEmpty());
    }

    @Test
    void a_page_without_news_leaves_the_place_of_the_last() {
        RecentNews recent = RecentNews.of(3).plus(new NewsLog.Page(List.of(), 3, 90, true), List.of(), 0);
        recent = recent.plus(new NewsLog.Page(List.of(), 90, 95, true), List.of(), 0);

        assertThat(recent.last()).isEqualTo(3);
        assertThat(recent.through()).isEqualTo(95);
    }

    @Test
    void texts_of_an_article_that_is_gone_for_ever_are_forgotten() {
        RecentNews recent = RecentNews.of(0).plus(page(NewsInMemory.news(1, Kind.PUBLISHED)), events(1), 0);
        ArticleNews gone =
                new ArticleNews(2, Kind.UNPUBLISHED, new ArticleId(42), new UserId(7), null, null, Instant.EPOCH);

        recent = recent.plus(page(gone), NewsInMemory.FRAMES.of(List.of(gone), 0), 0);

        assertThat(recent.after(0))
                .hasValueSatisfying(events ->
                        assertThat(events.stream().map(ServerSentEvent::place)).containsExactly(2L));
    }

    @Test
    void what_is_old_is_read_from_the_log_again() {
        long later = RecentNews.LIFETIME.toNanos() + 1;
        RecentNews recent = RecentNews.of(0).plus(page(NewsInMemory.news(1, Kind.REVISED)), events(1), 0);
        recent = recent.plus(new NewsLog.Page(List.of(), 1, 9, true), List.of(), later);

        assertThat(recent.events()).isEmpty();
        assertThat(recent.after(0)).isEmpty();
        assertThat(recent.after(1))
                .hasValueSatisfying(events -> assertThat(events).isEmpty());
    }

    private static NewsLog.Page page(ArticleNews news) {
        return new NewsLog.Page(List.of(news), news.place(), news.place(), true);
    }

    private static List<ServerSentEvent> events(long place) {
        return NewsInMemory.FRAMES.of(List.of(NewsInMemory.news(place, Kind.REVISED)), 0);
    }
}
