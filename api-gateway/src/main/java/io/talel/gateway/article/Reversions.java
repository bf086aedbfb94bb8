package io.talel.gateway.article;

import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.idempotency.Idempotency;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleCommand.RevertArticle;
import io.talel.kernel.article.ReversionQuery.MeasureVersion;
import io.talel.kernel.article.ReversionQuery.WasReverted;
import io.talel.kernel.article.Slug;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Makes articles say what they said before, at the request of their authors. */
@Component
final class Reversions {

    private final ArticleChanges changes;
    private final OwnArticles articles;
    private final Queries queries;
    private final Idempotency idempotency;

    Reversions(ArticleChanges changes, OwnArticles articles, Queries queries, Idempotency idempotency) {
        this.changes = changes;
        this.articles = articles;
        this.queries = queries;
        this.idempotency = idempotency;
    }

    /**
     * Reverts once. A repeat is answered with the article as it is now.
     *
     * @throws CommandRefused as another version, also if the article was changed since the first attempt, which reverted
     *     nothing
     */
    WrittenArticle revert(SignedIn author, Slug slug, IdempotencyKey key, IfMatch ifMatch, Reversion wanted) {
        Supplier<WrittenArticle> current = () -> articles.read(author.userId(), slug);
        return idempotency.change(
                key.by(author.userId()),
                () -> wanted,
                () -> articles.version(author.userId(), slug),
                current,
                (execution, expected) -> {
                    try {
                        return changes.change(
                                author.userId(),
                                slug,
                                bytes(slug, wanted),
                                ifMatch.or(expected),
                                (id, version) -> new RevertArticle(id, author.userId(), version, wanted.version()));
                    } catch (CommandRefused e) {
                        if (e.refusal() instanceof Refusal.OtherVersion _
                                && execution.isRepeated()
                                && wasReverted(slug, wanted, ifMatch.or(expected))) {
                            return current.get();
                        }
                        throw e;
                    }
                });
    }

    private int bytes(Slug slug, Reversion wanted) {
        return queries.ask(new MeasureVersion(articles.withSlug(slug), wanted.version()), Integer.class);
    }

    private boolean wasReverted(Slug slug, Reversion wanted, IfMatch expected) {
        return queries.ask(
                new WasReverted(articles.withSlug(slug), wanted.version(), expected.versions()), Boolean.class);
    }
}
