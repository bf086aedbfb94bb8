package io.talel.gateway.article.history;

import io.talel.gateway.article.LargeReads;
import io.talel.gateway.article.SlugRedirects;
import io.talel.gateway.auth.caller.Visitor;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.work.PublicWork;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.history.ArticleDiff;
import io.talel.kernel.article.history.ArticleHistory;
import io.talel.kernel.article.history.HistoryQuery.CompareVersions;
import io.talel.kernel.article.history.HistoryQuery.FindVersion;
import io.talel.kernel.article.history.HistoryQuery.FindVersionAt;
import io.talel.kernel.article.history.HistoryQuery.ListHistory;
import io.talel.kernel.article.history.PastArticle;
import io.talel.kernel.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds articles as they were, for those who may see that. Everybody else gets the answer for an unknown article. The log
 * is asked, so no answer is late.
 */
@Component
final class PastArticles {

    private final Queries queries;
    private final SlugRedirects slugs;
    private final LargeReads reads;
    private final PublicWork work;

    PastArticles(Queries queries, SlugRedirects slugs, LargeReads reads, PublicWork work) {
        this.queries = queries;
        this.slugs = slugs;
        this.reads = reads;
        this.work = work;
    }

    /** @throws HttpRefusal with 404 if the visitor sees no such version */
    PastArticle.Shown version(Slug slug, Visitor visitor, long version) {
        ArticleId id = slugs.seenBy(visitor, slug);
        UserId reader = reader(visitor);
        return shown(most -> new FindVersion(id, reader, version, most));
    }

    /** @throws HttpRefusal with 404 if the visitor does not see what it was then */
    PastArticle.Shown at(Slug slug, Visitor visitor, Instant at) {
        ArticleId id = slugs.seenBy(visitor, slug);
        UserId reader = reader(visitor);
        return shown(most -> new FindVersionAt(id, reader, at, most));
    }

    /**
     * @param before only versions below this one
     * @throws HttpRefusal with 404 if the visitor does not see the article
     */
    ArticleHistory.Page history(Slug slug, Visitor visitor, long before, int limit) {
        ArticleId id = slugs.seenBy(visitor, slug);
        UserId reader = reader(visitor);
        return reads.read(
                most -> find(new ListHistory(id, reader, before, limit, most), ArticleHistory.class),
                ArticleHistory::bytes,
                ArticleHistory::page);
    }

    /** @throws HttpRefusal with 404 if the visitor does not see both versions */
    ArticleDiff.Shown diff(Slug slug, Visitor visitor, long from, long to) {
        ArticleId id = slugs.seenBy(visitor, slug);
        UserId reader = reader(visitor);
        return reads.read(
                most -> work.inTurn(() -> find(new CompareVersions(id, reader, from, to, most), ArticleDiff.class)),
                ArticleDiff::bytes,
                ArticleDiff::shown);
    }

    private PastArticle.Shown shown(IntFunction<Object> query) {
        return reads.read(most -> find(query.apply(most), PastArticle.class), PastArticle::bytes, PastArticle::shown);
    }

    private <T> Optional<T> find(Object query, Class<T> answer) {
        return queries.find(query, answer);
    }

    private static @Nullable UserId reader(Visitor visitor) {
        return visitor.userId().orElse(null);
    }
}
