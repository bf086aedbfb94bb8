package io.talel.command.article;

import io.talel.command.article.EarlierVersions.EarlierVersion;
import io.talel.command.article.comparison.VersionDiff;
import io.talel.command.eventlog.index.StreamIndex;
import io.talel.command.eventlog.index.StreamIndex.Place;
import io.talel.command.personal.PersonKeys;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.history.ArticleDiff;
import io.talel.kernel.article.history.ArticleDiff.Change;
import io.talel.kernel.article.history.ArticleHistory;
import io.talel.kernel.article.history.HistoryQuery;
import io.talel.kernel.article.history.HistoryQuery.CompareVersions;
import io.talel.kernel.article.history.HistoryQuery.FindVersion;
import io.talel.kernel.article.history.HistoryQuery.FindVersionAt;
import io.talel.kernel.article.history.HistoryQuery.ListHistory;
import io.talel.kernel.article.history.PastArticle;
import io.talel.kernel.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;

/** Answers from the log what articles were like, with a few look-ups however long their streams are. */
final class HistoryQueries {

    private static final long NEWEST = Long.MAX_VALUE;

    private final StreamIndex events;
    private final PersonKeys keys;
    private final EarlierVersions versions;
    private final ShownVersions shownVersions;
    private final HistoryPages pages;

    HistoryQueries(StreamIndex events, PersonKeys keys) {
        this.events = events;
        this.keys = keys;
        this.versions = new EarlierVersions(events);
        this.shownVersions = new ShownVersions(events, versions);
        this.pages = new HistoryPages(events, versions);
    }

    @QueryHandler
    Optional<PastArticle> handle(FindVersion query) {
        return version(query, query.version(), query.maxBytes());
    }

    @QueryHandler
    Optional<PastArticle> handle(FindVersionAt query) {
        long version = events.versionAt(query.articleId().toString(), query.at());
        return version < 0 ? Optional.empty() : version(query, version, query.maxBytes(), true);
    }

    /** Readers find versions by the numbers that their history has. */
    private Optional<PastArticle> version(HistoryQuery query, long version, int maxBytes) {
        return version(query, version, maxBytes, false);
    }

    /** @param whileShown whether readers also find the article at versions that were no news to them */
    private Optional<PastArticle> version(HistoryQuery query, long version, int maxBytes, boolean whileShown) {
        Map<Long, LastEvents> byVersion =
                versions.lastEvents(query.articleId(), List.of(version, NEWEST), ArticleEventKinds.ALL);
        LastEvents now = byVersion.getOrDefault(NEWEST, LastEvents.NONE);
        LastEvents then = byVersion.getOrDefault(version, LastEvents.NONE);
        if (now.isGone() || version < 0 || then.version() != version) {
            return Optional.empty();
        }
        boolean isPublic = now.isPublic() && then.isPublic() && (whileShown || then.shownVersion() == version);
        if (query.reader() == null && !isPublic) {
            return Optional.empty();
        }
        int bytes = 2 * then.bytes();
        if (bytes > maxBytes) {
            return isShown(author(query.articleId()), query, isPublic)
                    ? Optional.of(new PastArticle(bytes, Optional.empty()))
                    : Optional.empty();
        }
        EarlierVersion found = versions.read(query.articleId(), then);
        UserId author = found.authorId();
        if (!isShown(author, query, isPublic)) {
            return Optional.empty();
        }
        boolean isOwn = author.equals(query.reader());
        return Optional.of(new PastArticle(
                bytes, Optional.of(new PastArticle.Shown(author, isOwn ? found.own() : found.shown(), isOwn))));
    }

    @QueryHandler
    Optional<ArticleDiff> handle(CompareVersions query) {
        return version(query, query.from(), query.maxBytes())
                .flatMap(from -> version(query, query.to(), query.maxBytes()).map(to -> diff(query, from, to)));
    }

    private static ArticleDiff diff(CompareVersions query, PastArticle from, PastArticle to) {
        int texts = from.bytes() + to.bytes();
        if (from.shown().isEmpty() || to.shown().isEmpty()) {
            return new ArticleDiff(texts, Optional.empty());
        }
        ArticleContent before = from.shown().get().article().content();
        RecordedArticle after = to.shown().get().article();
        if (VersionDiff.isTooLong(before) || VersionDiff.isTooLong(after.content())) {
            throw tooManyLines(query);
        }
        int bytes = texts + ArticleDiff.overhead(VersionDiff.mostLinesAndParts(before, after.content()));
        if (bytes > query.maxBytes()) {
            return new ArticleDiff(bytes, Optional.empty());
        }
        List<Change> changes = VersionDiff.of(before, after.content()).orElseThrow(() -> tooManyLines(query));
        return new ArticleDiff(
                texts + ArticleDiff.overhead(ArticleDiff.lines(changes) + ArticleDiff.parts(changes)),
                Optional.of(new ArticleDiff.Shown(after.slug(), changes)));
    }

    private static CommandRefused tooManyLines(CompareVersions query) {
        return new CommandRefused(new Refusal.TooManyLines(query.articleId()));
    }

    @QueryHandler
    Optional<ArticleHistory> handle(ListHistory query) {
        ArticleId id = query.articleId();
        LastEvents now =
                versions.lastEvents(id, List.of(NEWEST), ArticleEventKinds.ALL).getOrDefault(NEWEST, LastEvents.NONE);
        if (now.isGone() || (query.reader() == null && !now.isPublic())) {
            return Optional.empty();
        }
        UserId author = author(id);
        if (!isShown(author, query, now.isPublic())) {
            return Optional.empty();
        }
        int firstBytes = now.places().getFirst().bytes();
        if (firstBytes > query.maxBytes()) {
            return Optional.of(new ArticleHistory(firstBytes, Optional.empty()));
        }
        boolean isOwn = author.equals(query.reader());
        int most = query.limit() + 1;
        List<Place> found = isOwn
                ? events.newest(id.toString(), 0, query.before() - 1, ArticleEventKinds.ALL, most)
                : shownVersions.newest(id, query.before() - 1, most);
        return Optional.of(pages.page(id, author, isOwn, found, query));
    }

    /** Reads no text, so that a stranger is refused before the size is known. */
    private UserId author(ArticleId id) {
        return new UserId(events.number(id.toString(), 0, "authorId"));
    }

    private boolean isShown(UserId author, HistoryQuery query, boolean isPublic) {
        return !isErased(author) && (isPublic || author.equals(query.reader()));
    }

    private boolean isErased(UserId author) {
        return keys.find(author.toString()).isEmpty();
    }
}
