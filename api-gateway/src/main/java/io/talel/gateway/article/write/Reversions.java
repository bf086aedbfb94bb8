package io.talel.gateway.article.write;

import io.talel.gateway.article.ArticleForAuthor;
import io.talel.gateway.article.OwnArticles;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.web.parameter.IfMatch;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.history.ReversionQuery.MeasureVersion;
import org.springframework.stereotype.Component;

/** Makes articles say what they said before, at the request of their authors. */
@Component
final class Reversions {

    private final ArticleChanges changes;
    private final OwnArticles articles;
    private final Queries queries;

    Reversions(ArticleChanges changes, OwnArticles articles, Queries queries) {
        this.changes = changes;
        this.articles = articles;
        this.queries = queries;
    }

    /**
     * Reverts once, as {@link ArticleChanges#once}.
     *
     * @throws CommandRefused as that, or if the article never had the version
     */
    ArticleForAuthor revert(
            SignedIn author, Slug slug, IdempotencyKey key, IfMatch ifMatch, RevertArticleRequest wanted) {
        int bytes = queries.ask(new MeasureVersion(articles.withSlug(slug), wanted.version()), Integer.class);
        return changes.once(author, slug, bytes, key, ifMatch, wanted);
    }
}
