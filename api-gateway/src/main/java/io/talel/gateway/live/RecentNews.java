package io.talel.gateway.live;

import io.talel.kernel.article.news.ArticleNews;
import io.talel.kernel.article.news.ArticleNews.Kind;
import io.talel.kernel.article.news.NewsLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The latest news, which all clients share.
 *
 * @param start every news after this place is here
 * @param last place of the latest news of the log
 * @param through place up to which the log is read
 */
record RecentNews(long start, long last, long through, List<ServerSentEvent> events) {

    /** Most that are kept; a client that is further behind is served from the log. */
    static final int MOST = 256;

    /** An article that is hidden already may be removed for ever, and nothing tells of that. */
    static final Duration LIFETIME = Duration.ofMinutes(1);

    /** No news yet: the latest in the log is at that place. */
    static RecentNews of(long last) {
        return new RecentNews(last, last, last, List.of());
    }

    /** Forgets the texts of articles that are hidden for ever. */
    RecentNews plus(NewsLog.Page page, List<ServerSentEvent> more, long now) {
        Set<Object> gone = page.news().stream()
                .filter(news -> news.kind() == Kind.UNPUBLISHED && news.slug() == null)
                .map(ArticleNews::articleId)
                .collect(Collectors.toSet());
        List<ServerSentEvent> all = Stream.concat(
                        events.stream().filter(event -> !gone.contains(event.article())), more.stream())
                .toList();
        int passed = Math.max(0, all.size() - MOST);
        while (passed < all.size() && now - all.get(passed).readAt() > LIFETIME.toNanos()) {
            passed++;
        }
        return new RecentNews(
                passed == 0 ? start : all.get(passed - 1).place(),
                page.last() > through ? page.last() : last,
                page.through(),
                List.copyOf(all.subList(passed, all.size())));
    }

    /** @return empty if some of them are not here any more */
    Optional<List<ServerSentEvent>> after(long place) {
        if (place < start) {
            return Optional.empty();
        }
        int first = events.size();
        while (first > 0 && events.get(first - 1).place() > place) {
            first--;
        }
        return Optional.of(events.subList(first, events.size()));
    }
}
