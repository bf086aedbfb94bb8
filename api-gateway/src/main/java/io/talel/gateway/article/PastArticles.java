package io.talel.gateway.article;

import io.talel.gateway.auth.caller.Visitor;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.Absences;
import io.talel.gateway.web.AnswerMemory;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.article.ArticleDiff;
import io.talel.kernel.article.ArticleHistory;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.HistoryQuery.CompareVersions;
import io.talel.kernel.article.HistoryQuery.FindVersion;
import io.talel.kernel.article.HistoryQuery.FindVersionAt;
import io.talel.kernel.article.HistoryQuery.ListHistory;
import io.talel.kernel.article.PastArticle;
import io.talel.kernel.article.Slug;
import io.talel.kernel.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds articles as they were, for those who may see that. Everybody else is told that there is no such article. The log is
 * asked, so no answer is late.
 */
@Component
final class PastArticles {

    private final Queries queries;
    private final OwnArticles articles;
    private final AnswerMemory memory;

    PastArticles(Queries queries, OwnArticles articles, AnswerMemory memory) {
        this.queries = queries;
        this.articles = articles;
        this.memory = memory;
    }

    /** @throws HttpRefusal with 404 if the visitor sees no such version */
    PastArticle.Shown version(Slug slug, Visitor visitor, long version) {
        ArticleId id = articles.withSlug(slug);
        UserId reader = reader(visitor);
        return shown(most -> new FindVersion(id, reader, version, most));
    }

    /** @throws HttpRefusal with 404 if the visitor does not see what it was then */
    PastArticle.Shown at(Slug slug, Visitor visitor, Instant at) {
        ArticleId id = articles.withSlug(slug);
        UserId reader = reader(visitor);
        return shown(most -> new FindVersionAt(id, reader, at, most));
    }

    /** Bytes that a version takes in an answer; 0 if its author does not see it. */
    long bytes(UserId author, Slug slug, long version) {
        return find(new FindVersion(articles.withSlug(slug), author, version, 0), PastArticle.class)
                .map(PastArticle::bytes)
                .orElse(0);
    }

    /**
     * @param before only versions below this one
     * @throws HttpRefusal with 404 if the visitor does not see the article
     */
    ArticleHistory.Page history(Slug slug, Visitor visitor, long before, int limit) {
        ArticleId id = articles.withSlug(slug);
        UserId reader = reader(visitor);
        return withRoom(
                most -> find(new ListHistory(id, reader, before, limit, most), ArticleHistory.class),
                ArticleHistory::bytes,
                ArticleHistory::page);
    }

    /** @throws HttpRefusal with 404 if the visitor does not see both versions */
    ArticleDiff.Shown diff(Slug slug, Visitor visitor, long from, long to) {
        ArticleId id = articles.withSlug(slug);
        UserId reader = reader(visitor);
        return withRoom(
                most -> find(new CompareVersions(id, reader, from, to, most), ArticleDiff.class),
                ArticleDiff::bytes,
                ArticleDiff::shown);
    }

    private PastArticle.Shown shown(IntFunction<Object> query) {
        return withRoom(most -> find(query.apply(most), PastArticle.class), PastArticle::bytes, PastArticle::shown);
    }

    private <T> Optional<T> find(Object query, Class<T> answer) {
        return queries.find(query, answer);
    }

    /**
     * Makes room first for what is large.
     *
     * @param query by the most bytes that it may read
     */
    private <T, R> R withRoom(IntFunction<Optional<T>> query, Weight<T> weight, Content<T, R> content) {
        T found = query.apply(ArticleController.LARGE_BYTES).orElseThrow(Absences::noArticle);
        Optional<R> small = content.of(found);
        if (small.isPresent()) {
            return small.get();
        }
        memory.reserve(weight.of(found));
        return query.apply(Integer.MAX_VALUE).flatMap(content::of).orElseThrow(Absences::noArticle);
    }

    @FunctionalInterface
    private interface Weight<T> {
        long of(T found);
    }

    @FunctionalInterface
    private interface Content<T, R> {
        Optional<R> of(T found);
    }

    private static @Nullable UserId reader(Visitor visitor) {
        return visitor.userId().orElse(null);
    }
}
