package io.talel.gateway.article;

import io.talel.gateway.bus.Commands;
import io.talel.gateway.idempotency.Idempotency;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleCommand.Change;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.user.UserId;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Changes articles at the request of their authors. */
@Component
final class ArticleChanges {

    private static final int ATTEMPTS = 5;

    private final Commands commands;
    private final OwnArticles articles;
    private final WrittenArticles written;
    private final Idempotency idempotency;

    ArticleChanges(Commands commands, OwnArticles articles, WrittenArticles written, Idempotency idempotency) {
        this.commands = commands;
        this.articles = articles;
        this.written = written;
        this.idempotency = idempotency;
    }

    /** Tries again when another node was faster: a change either expects a version, or fits any. */
    WrittenArticle change(Slug slug, Function<ArticleId, Change> command) {
        Change change = command.apply(articles.withSlug(slug));
        for (int attempt = 1; ; attempt++) {
            try {
                return written.render(commands.send(change));
            } catch (CommandRefused e) {
                if (!(e.refusal() instanceof Refusal.Conflict) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Changes the status of an article once. A repeat is answered with the article as it is now.
     *
     * @param isReached whether an article of the status needs no change
     */
    WrittenArticle once(
            UserId author,
            Slug slug,
            IdempotencyKey key,
            Predicate<ArticleStatus> isReached,
            Function<ArticleId, Change> command) {
        return idempotency.change(key.by(author), () -> "", () -> articles.read(author, slug), execution -> {
            if (execution.isRepeated()) {
                WrittenArticle now = articles.read(author, slug);
                if (isReached.test(now.status())) {
                    return now;
                }
            }
            return change(slug, command);
        });
    }
}
