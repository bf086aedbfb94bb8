package io.talel.gateway.article;

import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.idempotency.Idempotency;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleState;
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
    record Scheduled(long version, @Nullable Schedule schedule) {}

    Scheduled read(SignedIn author, Slug slug) {
        OwnArticles.Found found = articles.requireAuthor(author.userId(), slug);
        return new Scheduled(
                found.version(),
                queries.find(new FindSchedule(found.id()), Schedule.class).orElse(null));
    }

    /**
     * Schedules once: all attempts pin the version that the first has found. A repeat is answered with the schedule as it is now.
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
                        return new Scheduled(state.version(), state.schedule());
                    } catch (CommandRefused e) {
                        if (e.refusal() instanceof Refusal.OtherVersion _ && execution.isRepeated()) {
                            return current.get();
                        }
                        throw e;
                    }
                });
    }
}
