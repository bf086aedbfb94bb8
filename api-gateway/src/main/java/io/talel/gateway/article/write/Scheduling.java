package io.talel.gateway.article.write;

import io.talel.gateway.article.OwnArticles;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.web.parameter.IfMatch;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.ArticleCommand.ExactChange;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.FindSchedule;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.Schedule;
import io.talel.kernel.article.Slug;
import io.talel.kernel.user.UserId;
import java.time.Clock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Schedules articles at the request of their authors. */
@Component
final class Scheduling {

    private final ArticleChanges changes;
    private final OwnArticles articles;
    private final Queries queries;
    private final Clock clock;

    Scheduling(ArticleChanges changes, OwnArticles articles, Queries queries, Clock clock) {
        this.changes = changes;
        this.articles = articles;
        this.queries = queries;
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
     * Schedules once, as {@link ArticleChanges#once}: all attempts pin the version that the first has found.
     *
     * @throws CommandRefused as that, or if readers see the article already
     * @throws InvalidValue if a time is none, is not to come, or the order of both makes no sense
     */
    Scheduled schedule(SignedIn author, Slug slug, IdempotencyKey key, IfMatch ifMatch, ScheduleArticleRequest wanted) {
        RecordedArticle state = changes.send(author, slug, key, ifMatch, new WantedSchedule(wanted, clock));
        return new Scheduled(state.version(), state.schedule());
    }

    private record WantedSchedule(ScheduleArticleRequest body, Clock clock) implements IdempotentChange {

        @Override
        public ExactChange command(ArticleId id, UserId author, @Nullable Long version) {
            return body.command(id, author, version, clock.instant());
        }

        @Override
        public boolean isMetBy(RecordedArticle article, LongFunction<RecordedArticle> earlier) {
            return body.isMetBy(article, earlier);
        }
    }
}
