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
import io.talel.kernel.article.Slug;
import io.talel.kernel.user.UserId;
import java.util.Iterator;
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

    /** Makes the command for an article of a version; null for any. */
    @FunctionalInterface
    interface Command {
        Change of(ArticleId id, @Nullable Long version);
    }

    /** @param more bytes of new texts in the answer */
    WrittenArticle change(UserId actor, Slug slug, long more, IfMatch ifMatch, Command command) {
        articles.reserve(actor, slug, more);
        return written.render(send(slug, ifMatch, command));
    }

    /** The newest version listed that the article has or had decides. */
    ArticleState send(Slug slug, IfMatch ifMatch, Command command) {
        ArticleId id = articles.withSlug(slug);
        Iterator<Long> versions = ifMatch.versions().iterator();
        while (true) {
            Long version = versions.hasNext() ? versions.next() : null;
            try {
                return send(command.of(id, version));
            } catch (CommandRefused e) {
                if (!(e.refusal() instanceof Refusal.OtherVersion) || !versions.hasNext()) {
                    throw e;
                }
            }
        }
    }

    /** Tries again when another node was faster: a change either expects a version, or fits any. */
    private ArticleState send(Change change) {
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
     * @throws CommandRefused as another version, also if the article was changed since the first attempt and still needs the
     *     change
     */
    WrittenArticle once(SignedIn author, Slug slug, IdempotencyKey key, IfMatch ifMatch, Transition transition) {
        Supplier<WrittenArticle> current = () -> articles.read(author.userId(), slug);
        return idempotency.change(
                key.by(author.userId()),
                () -> articles.version(author.userId(), slug),
                current,
                (execution, expected) -> {
                    try {
                        return change(
                                author.userId(),
                                slug,
                                0,
                                ifMatch.or(expected),
                                (id, version) -> transition.command(id, author.userId(), version));
                    } catch (CommandRefused e) {
                        if (e.refusal() instanceof Refusal.OtherVersion _
                                && (ifMatch.isAny() || execution.isRepeated())) {
                            WrittenArticle now = current.get();
                            if (transition.isReached(now)) {
                                return now;
                            }
                        }
                        throw e;
                    }
                });
    }
}
