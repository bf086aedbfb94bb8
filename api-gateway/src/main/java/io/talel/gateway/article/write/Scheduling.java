package io.talel.gateway.article.write;

import io.talel.gateway.article.OwnArticles;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.idempotency.Idempotency;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleState;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.FindSchedule;
import io.talel.kernel.article.Schedule;
import io.talel.kernel.article.Slug;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Schedules articles at the request of their authors. */
@Component
final class Scheduling {

    private final ArticleChanges changes;
    private final OwnArticles articles;
    private final Queries queries;
    private final Idempotency idempotency;
    private final Clock clock;

    Scheduling(ArticleChanges changes, OwnArticles articles, Queries queries, Idempotency idempotency, Clock clock) {
        this.changes = changes;
        this.articles = articles;
        this.queries = queries;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * What is scheduled for an article.
     *
     * @param version version of the article
     * @param schedule null if nothing is
     */
    record Scheduled(
            long version, ArticleStatus status, @Nullable Schedule schedule) {}

    Scheduled read(SignedIn author, Slug slug) {
        OwnArticles.Found found = articles.requireAuthor(author.userId(), slug);
        return new Scheduled(
                found.version(),
                found.status(),
                queries.find(new FindSchedule(found.id()), Schedule.class).orElse(null));
    }

    /**
     * Schedules once: all attempts pin the version that the first has found. A repeat of what is done is answered with the
     * schedule as it is now.
     *
     * @throws CommandRefused as another version, also if the article was changed since the first attempt and is not scheduled
     *     as wanted
     */
    Scheduled schedule(SignedIn author, Slug slug, IdempotencyKey key, IfMatch ifMatch, NewSchedule wanted) {
        Supplier<Scheduled> current = () -> read(author, slug);
        return idempotency.change(
                key.by(author.userId()),
                () -> wanted,
                () -> articles.version(author.userId(), slug),
                current,
                (execution, expected) -> {
                    try {
                        ArticleState state = changes.send(
                                slug,
                                ifMatch.or(expected),
                                (id, version) -> wanted.command(id, author.userId(), version, clock.instant()));
                        return new Scheduled(state.version(), state.status(), state.schedule());
                    } catch (CommandRefused | InvalidValue e) {
                        if (execution.isRepeated() && mayBeDone(e)) {
                            Scheduled now = current.get();
                            if (wanted.isMet(now, clock.instant())) {
                                return now;
                            }
                        }
                        throw e;
                    }
                });
    }

    /** The earlier attempt has changed the version; meanwhile a time may have come. */
    private static boolean mayBeDone(RuntimeException refusal) {
        return refusal instanceof InvalidValue
                || (refusal instanceof CommandRefused e && e.refusal() instanceof Refusal.OtherVersion);
    }
}
