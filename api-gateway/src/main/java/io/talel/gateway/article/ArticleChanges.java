package io.talel.gateway.article;

import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.idempotency.Idempotency;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleCommand.Change;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleState;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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

    /** @param more bytes of new texts in the answer */
    WrittenArticle change(Slug slug, long more, Function<ArticleId, Change> command) {
        articles.reserve(slug, more);
        return written.render(send(slug, command));
    }

    /** Tries again when another node was faster: a change either expects a version, or fits any. */
    ArticleState send(Slug slug, Function<ArticleId, Change> command) {
        Change change = command.apply(articles.withSlug(slug));
        for (int attempt = 1; ; attempt++) {
            try {
                return commands.send(change);
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
     * @param ifMatch the version that the client expects; null for any
     * @param isReached whether an article of the status needs no change
     * @param command makes the command for an article of a version; null for any
     * @throws CommandRefused as another version, also if the article was changed since the first attempt and does not have
     *     the status
     */
    WrittenArticle once(
            SignedIn author,
            Slug slug,
            IdempotencyKey key,
            @Nullable Long ifMatch,
            Predicate<ArticleStatus> isReached,
            BiFunction<ArticleId, @Nullable Long, Change> command) {
        Supplier<WrittenArticle> current = () -> articles.read(author.userId(), slug);
        return idempotency.change(
                key.by(author.userId()), () -> articles.version(slug), current, (execution, expected) -> {
                    try {
                        return change(slug, 0, id -> command.apply(id, ifMatch == null ? expected : ifMatch));
                    } catch (CommandRefused e) {
                        if (e.refusal() instanceof Refusal.OtherVersion _
                                && (ifMatch == null || execution.isRepeated())) {
                            WrittenArticle now = current.get();
                            if (isReached.test(now.status())) {
                                return now;
                            }
                        }
                        throw e;
                    }
                });
    }
}
