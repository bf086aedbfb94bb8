package io.talel.kernel.article;

import io.talel.kernel.article.ArticleCommand.ScheduleArticle;
import io.talel.kernel.article.content.ArticleContent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is left to be done of a schedule, with the text that it publishes.
 *
 * @param version version of the stream that scheduled it
 * @param pinned what is to be published; null if nothing is
 */
public record PinnedSchedule(
        long version,
        ScheduledTime publishAt,
        ScheduledTime unpublishAt,
        @Nullable ArticleContent pinned) {

    /** What a command asks for, of an article that says this. */
    public static PinnedSchedule of(ScheduleArticle command, ArticleContent now) {
        return new PinnedSchedule(
                -1,
                command.publishAt(),
                command.unpublishAt(),
                command.publishAt().isNever() ? null : now);
    }

    /** Whether both publish and take back the same at the same times. */
    public boolean isLike(PinnedSchedule other) {
        return publishAt.equals(other.publishAt)
                && unpublishAt.equals(other.unpublishAt)
                && Objects.equals(pinned, other.pinned);
    }

    public @Nullable PinnedSchedule withoutPublication() {
        return unpublishAt.isNever() ? null : new PinnedSchedule(version, ScheduledTime.NEVER, unpublishAt, null);
    }

    /** What is left once the article is taken back. The end of a publication that is still to come stays. */
    public @Nullable PinnedSchedule afterUnpublication() {
        return publishAt.isNever() ? null : this;
    }

    public Schedule facts() {
        return new Schedule(version, publishAt, unpublishAt);
    }
}
