package io.talel.command.article;

import io.talel.command.eventlog.StreamIndex;
import io.talel.command.personal.PersonKeys;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.Beginning;
import io.talel.kernel.article.ArticleEvent.SlugChanged;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleNews;
import io.talel.kernel.article.ArticleNews.Kind;
import io.talel.kernel.article.FindNews;
import io.talel.kernel.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;

/** Answers from the log what a version of an article changed for readers. */
final class NewsQueries {

    private final StreamIndex events;
    private final PersonKeys keys;
    private final EarlierVersions versions;

    NewsQueries(StreamIndex events, PersonKeys keys) {
        this.events = events;
        this.keys = keys;
        this.versions = new EarlierVersions(events);
    }

    @QueryHandler
    Optional<ArticleNews> handle(FindNews query) {
        long version = query.version();
        Map<Long, Outline> outlines =
                versions.outlines(query.articleId(), List.of(version - 1, version), Outline.KINDS);
        Outline before = outlines.getOrDefault(version - 1, Outline.NOTHING);
        Outline now = outlines.getOrDefault(version, Outline.NOTHING);
        return now.version() == version
                ? kind(before, now).flatMap(kind -> news(kind, query, now.isPublic() ? now : before, now))
                : Optional.empty();
    }

    private static Optional<Kind> kind(Outline before, Outline now) {
        if (!now.isPublic()) {
            Kind kind = isLast(now, ArticleUnpublished.class) ? Kind.UNPUBLISHED : Kind.REMOVED;
            return before.isPublic() ? Optional.of(kind) : Optional.empty();
        }
        if (!before.isPublic()) {
            return Optional.of(Kind.PUBLISHED);
        }
        return now.shownVersion() != before.shownVersion() || isLast(now, SlugChanged.class)
                ? Optional.of(Kind.REVISED)
                : Optional.empty();
    }

    private static boolean isLast(Outline now, Class<?> kind) {
        return now.places().getLast().kind() == kind;
    }

    /** @param seen what readers see, or last saw */
    private Optional<ArticleNews> news(Kind kind, FindNews query, Outline seen, Outline now) {
        ArticleId id = query.articleId();
        UserId author = author(id);
        if (keys.find(author.toString()).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ArticleNews(
                kind,
                id,
                author,
                query.version(),
                now.places().getLast().at(),
                versions.slugAt(id, seen.version()),
                versions.shownContent(id, seen).title()));
    }

    private UserId author(ArticleId id) {
        Beginning begun =
                (Beginning) events.read(id.toString(), List.of(0L)).getFirst().getPayload();
        return begun.authorId();
    }
}
