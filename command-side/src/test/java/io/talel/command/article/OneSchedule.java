package io.talel.command.article;

import io.talel.command.claims.Schedules;
import io.talel.kernel.article.ArticleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every schedule is due as soon as the test sets the time. */
final class OneSchedule implements Schedules {

    Optional<Instant> now = Optional.empty();

    @Nullable Long removed;

    @Override
    public List<Due> dueWithin(Duration time, int most, Collection<ArticleId> without) {
        return List.of();
    }

    @Override
    public Optional<Instant> take(ArticleId id, long schedule) {
        return now;
    }

    @Override
    public void remove(ArticleId id, long schedule) {
        removed = schedule;
    }
}
