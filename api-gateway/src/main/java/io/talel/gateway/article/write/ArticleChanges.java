package io.talel.gateway.article.write;

import io.talel.gateway.article.ArticleForAuthor;
import io.talel.gateway.article.OwnArticles;
import io.talel.gateway.article.WrittenArticles;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.ConflictRetries;
import io.talel.gateway.idempotency.Idempotency;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.idempotency.VersionedChange;
import io.talel.gateway.web.parameter.IfMatch;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleCommand.Change;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.Slug;
import io.talel.kernel.user.UserId;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes articles at the request of their authors. */
@Component
final class ArticleChanges {

    private final Commands commands;
    private final OwnArticles articles;
    private final WrittenArticles written;
    private final ArticleVersions versions;
    private final Idempotency idempotency;

    ArticleChanges(
            Commands commands,
            OwnArticles articles,
            WrittenArticles written,
            ArticleVersions versions,
            Idempotency idempotency) {
        this.commands = commands;
        this.articles = articles;
        this.written = written;
        this.versions = versions;
        this.idempotency = idempotency;
    }

    /** Makes the command for an article of a version; null for any. */
    @FunctionalInterface
    interface Command {
        Change of(ArticleId id, @Nullable Long version);
    }

    /** @param more bytes of new texts in the answer */
    ArticleForAuthor change(UserId actor, Slug slug, long more, IfMatch ifMatch, Command command) {
        articles.reserve(actor, slug, more);
        return written.render(send(slug, ifMatch, command));
    }

    /** The newest version listed that the article has or had decides. */
    RecordedArticle send(Slug slug, IfMatch ifMatch, Command command) {
        ArticleId id = articles.withSlug(slug);
        Iterator<Long> listed = ifMatch.versions().iterator();
        while (true) {
            Long version = listed.hasNext() ? listed.next() : null;
            try {
                return send(command.of(id, version));
            } catch (CommandRefused e) {
                if (!(e.refusal() instanceof Refusal.OtherVersion) || !listed.hasNext()) {
                    throw e;
                }
            }
        }
    }

    /** Tries again when another node was faster: a change either expects a version, or fits any. */
    private RecordedArticle send(Change change) {
        ConflictRetries retries = ConflictRetries.begin();
        while (true) {
            try {
                return commands.send(change);
            } catch (CommandRefused e) {
                if (!(e.refusal() instanceof Refusal.Conflict) || !retries.pause()) {
                    throw e;
                }
            }
        }
    }

    /**
     * Changes an article once, as {@link #send(SignedIn, Slug, IdempotencyKey, IfMatch, IdempotentChange)}.
     *
     * @param more bytes of new texts in the answer
     */
    ArticleForAuthor once(
            SignedIn author, Slug slug, long more, IdempotencyKey key, IfMatch ifMatch, IdempotentChange wanted) {
        articles.reserve(author.userId(), slug, more);
        return written.render(send(author, slug, key, ifMatch, wanted));
    }

    /**
     * Makes an article say again what it said at a version. A repeat is answered as the first request was.
     *
     * @throws CommandRefused as {@link #send(SignedIn, Slug, IdempotencyKey, IfMatch, IdempotentChange)}, or if the article never
     *     had the version
     */
    ArticleForAuthor revert(
            SignedIn author, Slug slug, IdempotencyKey key, IfMatch ifMatch, RevertArticleRequest wanted) {
        return once(author, slug, versions.bytes(articles.withSlug(slug), wanted.version()), key, ifMatch, wanted);
    }

    /**
     * Changes an article once. A repeat is answered as the first request was.
     *
     * @throws CommandRefused as another version, also if the article was changed since the first attempt, which has done
     *     nothing
     */
    RecordedArticle send(SignedIn author, Slug slug, IdempotencyKey key, IfMatch ifMatch, IdempotentChange wanted) {
        return idempotency.change(
                key.by(author.userId()), wanted::body, new Attempts(author.userId(), slug, ifMatch, wanted));
    }

    /** The attempts at one change. The log decides what they have done. */
    private final class Attempts implements VersionedChange<RecordedArticle> {

        /** Most events of one change: a publication may end that of an older version, too. */
        private static final int MOST_EVENTS = 2;

        private final UserId author;
        private final Slug slug;
        private final IfMatch ifMatch;
        private final IdempotentChange wanted;

        Attempts(UserId author, Slug slug, IfMatch ifMatch, IdempotentChange wanted) {
            this.author = author;
            this.slug = slug;
            this.ifMatch = ifMatch;
            this.wanted = wanted;
        }

        @Override
        public long version() {
            return versions.newest(articles.withSlug(slug));
        }

        @Override
        public boolean isConditional() {
            return !ifMatch.isAny();
        }

        @Override
        public RecordedArticle send(@Nullable Long expected) {
            return ArticleChanges.this.send(
                    slug, ifMatch.or(expected), (id, version) -> wanted.command(id, author, version));
        }

        /** Finds the first version that needs no change and that an attempt may have found or made, once readers see it. */
        @Override
        public Optional<RecordedArticle> find(long first) {
            ArticleId id = articles.withSlug(slug);
            long newest = versions.newest(id);
            LongFunction<RecordedArticle> read = version -> versions.at(author, id, version);
            return ifMatch.or(first).versions().stream()
                    .filter(expected -> expected >= first)
                    .flatMap(expected -> LongStream.rangeClosed(expected, Math.min(expected + MOST_EVENTS, newest))
                            .boxed())
                    .map(read::apply)
                    .filter(article -> wanted.isMetBy(article, read))
                    .findFirst()
                    .map(found -> {
                        commands.awaitVisible(found.position());
                        // Once more, since the comparison may have given back the room that was made for it.
                        return at(found.version());
                    });
        }

        @Override
        public long versionOf(RecordedArticle article) {
            return article.version();
        }

        @Override
        public RecordedArticle at(long version) {
            return versions.at(author, articles.withSlug(slug), version);
        }
    }
}
