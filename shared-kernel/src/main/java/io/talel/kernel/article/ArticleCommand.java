package io.talel.kernel.article;

import io.talel.kernel.user.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateVersion;

/** What can be asked of an article. */
public sealed interface ArticleCommand {

    @TargetAggregateIdentifier
    ArticleId articleId();

    /** Answered with {@code Recorded<ArticlePublished>}; the slug is chosen by the write side. */
    record PublishArticle(
            ArticleId articleId,
            UserId authorId,
            Title title,
            Markdown body,
            MetaDescription metaDescription,
            FeaturedImage featuredImage)
            implements ArticleCommand {}

    /**
     * Replaces what an article says; title and slug stay. Answered with the {@code StreamVersion} reached; one that
     * changes nothing records no event.
     *
     * @param expectedVersion the version this revision was made from; another one there now is a conflict
     */
    record ReviseArticle(
            ArticleId articleId,
            @TargetAggregateVersion long expectedVersion,
            Markdown body,
            MetaDescription metaDescription,
            FeaturedImage featuredImage)
            implements ArticleCommand {}

    /** Answered with the {@code StreamVersion} reached; an article that was removed already records no event. */
    record RemoveArticle(ArticleId articleId) implements ArticleCommand {}
}
