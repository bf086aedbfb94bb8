package io.talel.gateway.article.write;

import io.talel.gateway.web.body.NullIsMissing;
import io.talel.gateway.web.parameter.Instants;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.ArticleCommand.ScheduleArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.Schedule;
import io.talel.kernel.article.ScheduledTime;
import io.talel.kernel.user.UserId;
import java.time.Instant;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The body of a request that schedules: instants of RFC 3339, at least one of both. */
record ScheduleArticleRequest(
        @NullIsMissing @Nullable String publishAt,
        @NullIsMissing @Nullable String unpublishAt) {

    private static final String PUBLISH_AT = "publish_at";
    private static final String UNPUBLISH_AT = "unpublish_at";

    /** @throws InvalidValue if a time is none, is not to come, or the order of both makes no sense */
    ScheduleArticle command(ArticleId id, UserId actor, @Nullable Long expectedVersion, Instant now) {
        ScheduledTime publication = time(PUBLISH_AT, publishAt).ahead(PUBLISH_AT, now);
        ScheduledTime end = time(UNPUBLISH_AT, unpublishAt).ahead(UNPUBLISH_AT, now);
        if (publication.isNever() && end.isNever()) {
            throw new InvalidValue(PUBLISH_AT, "or 'unpublish_at' must be given");
        }
        if (publication.at() != null && end.isDue(publication.at())) {
            throw new InvalidValue(UNPUBLISH_AT, "must be later than 'publish_at'");
        }
        return new ScheduleArticle(id, actor, expectedVersion, publication, end);
    }

    /**
     * Whether this is scheduled for the article, with the text that it has.
     *
     * @param earlier the same article at an earlier version
     */
    boolean isMetBy(RecordedArticle article, LongFunction<RecordedArticle> earlier) {
        Schedule schedule = article.schedule();
        return schedule != null
                && schedule.publishAt().equals(time(PUBLISH_AT, publishAt))
                && schedule.unpublishAt().equals(time(UNPUBLISH_AT, unpublishAt))
                && (schedule.publishAt().isNever()
                        || earlier.apply(schedule.version()).content().equals(article.content()));
    }

    private static ScheduledTime time(String field, @Nullable String text) {
        return text == null ? ScheduledTime.NEVER : new ScheduledTime(Instants.of(field, text));
    }
}
