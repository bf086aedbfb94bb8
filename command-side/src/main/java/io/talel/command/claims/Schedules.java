package io.talel.command.claims;

import io.talel.kernel.article.ArticleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is scheduled for articles, by the clock of the database. */
public interface Schedules {

    /**
     * Something that is due, or soon will be.
     *
     * @param schedule version of the stream that scheduled it
     * @param remaining time until then; zero or less if it is due
     */
    record Due(ArticleId articleId, long schedule, Duration remaining) {

        public boolean isNow() {
            return !remaining.isPositive();
        }
    }

    /** The schedules that become due within that time, the earliest first. */
    List<Due> dueWithin(Duration time, int most, Collection<ArticleId> without);

    /**
     * Holds something that is due until the end of the running transaction.
     *
     * @return the time; empty if it is not due, no longer there or held by another transaction
     */
    Optional<Instant> take(ArticleId article, long schedule);

    /** Forgets a schedule that the log does not have. */
    void remove(ArticleId article, long schedule);
}
