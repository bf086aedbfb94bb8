package io.talel.kernel.article;

import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.ArticleEdit;
import io.talel.kernel.user.UserId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an article. */
public sealed interface ArticleCommand {

    @TargetAggregateIdentifier
    ArticleId articleId();

    /** Answered with {@code Recorded<Beginning>}; the slug is chosen by the write side. */
    sealed interface Begin extends ArticleCommand {}

    record PublishArticle(ArticleId articleId, UserId authorId, ArticleContent content) implements Begin {}

    record DraftArticle(ArticleId articleId, UserId authorId, ArticleContent content) implements Begin {}

    /**
     * Records what its author brings from elsewhere, as of the times there. An article that began the same way under this number
     * records no event; another one is refused as a conflict.
     *
     * @param slug gets a number if another article has it, or had it
     * @param createdAt when it was published there; of a draft, when it was begun
     * @param updatedAt last change there; not before {@code createdAt}
     */
    record ImportOwnArticle(
            ArticleId articleId,
            UserId authorId,
            Slug slug,
            ArticleContent content,
            boolean draft,
            Instant createdAt,
            Instant updatedAt)
            implements Begin {}

    /**
     * Records an article of another service, under its slug and as of the time of its publication there. Answered with
     * nothing; refused as a conflict when there is an article with the number or the slug, and as unknown when its author
     * is.
     */
    record ImportArticle(ArticleId articleId, UserId authorId, Slug slug, ArticleContent content, Instant publishedAt)
            implements ArticleCommand {}

    /**
     * Answered with the {@link RecordedArticle} reached; one that changes nothing records no event. Refused to everybody but
     * the author, and as unknown to those who do not see the article. A trashed article can only be restored.
     */
    sealed interface Change extends ArticleCommand {

        /** The person who asks for the change. */
        UserId actorId();
    }

    /**
     * Under another title too the article keeps its slug, unless another one is wanted.
     *
     * @param baseVersion the version this revision was made from, what has changed since is kept, and refused where both have
     *     changed the same; null if that is to be replaced
     * @param slug gets a number if another article has it, or had it; null if the slug stays
     */
    record ReviseArticle(
            ArticleId articleId,
            UserId actorId,
            @Nullable Long baseVersion,
            ArticleEdit edit,
            @Nullable WantedSlug slug)
            implements Change {

        /** The slug stays. */
        public ReviseArticle(ArticleId articleId, UserId actorId, @Nullable Long baseVersion, ArticleEdit edit) {
            this(articleId, actorId, baseVersion, edit, null);
        }
    }

    sealed interface ExactChange extends Change {

        /** The version this change was made from, another one there now is refused; null for any. */
        @Nullable Long expectedVersion();
    }

    record PublishDraft(
            ArticleId articleId, UserId actorId, @Nullable Long expectedVersion) implements ExactChange {}

    record UnpublishArticle(
            ArticleId articleId, UserId actorId, @Nullable Long expectedVersion) implements ExactChange {}

    record TrashArticle(
            ArticleId articleId, UserId actorId, @Nullable Long expectedVersion) implements ExactChange {}

    record RestoreArticle(
            ArticleId articleId, UserId actorId, @Nullable Long expectedVersion) implements ExactChange {}

    /**
     * Replaces what was scheduled. What the article says now is what will be published, whatever is edited until then. Refused
     * if it is to be published and readers see all of it already.
     *
     * @param publishAt never if it is not to be published
     * @param unpublishAt never if it is not to be taken back; later than the publication
     */
    record ScheduleArticle(
            ArticleId articleId,
            UserId actorId,
            @Nullable Long expectedVersion,
            ScheduledTime publishAt,
            ScheduledTime unpublishAt)
            implements ExactChange {}

    record CancelSchedule(
            ArticleId articleId, UserId actorId, @Nullable Long expectedVersion) implements ExactChange {}

    /**
     * Makes a new version that says what an earlier one said. Who sees the article stays as it is. Refused if the article never
     * had that version.
     */
    record RevertArticle(
            ArticleId articleId, UserId actorId, @Nullable Long expectedVersion, long version) implements ExactChange {}

    /** For ever. Answered with the {@code StreamVersion} reached; an article that was removed already records no event. */
    sealed interface Removal extends ArticleCommand {}

    record RemoveArticle(ArticleId articleId) implements Removal {}

    /**
     * An article that is public stays as readers see it: nothing is scheduled for it any more, and edits that are kept from
     * readers are taken back.
     */
    record RemoveHiddenArticle(ArticleId articleId) implements Removal {}
}
