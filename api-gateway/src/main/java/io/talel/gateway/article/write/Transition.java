package io.talel.gateway.article.write;

import io.talel.gateway.article.WrittenArticle;
import io.talel.kernel.article.ArticleCommand.ExactChange;
import io.talel.kernel.article.ArticleCommand.PublishDraft;
import io.talel.kernel.article.ArticleCommand.RestoreArticle;
import io.talel.kernel.article.ArticleCommand.UnpublishArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.user.UserId;
import org.jspecify.annotations.Nullable;

/** What an author does with an article as a whole. */
enum Transition {
    PUBLISH,
    UNPUBLISH,
    RESTORE;

    /** @param version that the article must have; null for any */
    ExactChange command(ArticleId id, UserId author, @Nullable Long version) {
        return switch (this) {
            case PUBLISH -> new PublishDraft(id, author, version);
            case UNPUBLISH -> new UnpublishArticle(id, author, version);
            case RESTORE -> new RestoreArticle(id, author, version);
        };
    }

    /** Whether the article needs no change. */
    boolean isReached(WrittenArticle article) {
        return switch (this) {
            case PUBLISH -> article.status() == ArticleStatus.PUBLISHED && !article.unpublishedEdits();
            case UNPUBLISH -> article.status() == ArticleStatus.DRAFT;
            case RESTORE -> article.status() != ArticleStatus.REMOVED;
        };
    }
}
