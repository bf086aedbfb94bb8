package io.talel.gateway.article.write;

import io.talel.kernel.article.ArticleCommand.ExactChange;
import io.talel.kernel.article.ArticleCommand.PublishDraft;
import io.talel.kernel.article.ArticleCommand.RestoreArticle;
import io.talel.kernel.article.ArticleCommand.UnpublishArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.user.UserId;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What an author does with an article as a whole. */
enum Transition implements IdempotentChange {
    PUBLISH,
    UNPUBLISH,
    RESTORE;

    /** Nothing but the address says what is wanted. */
    @Override
    public String body() {
        return "";
    }

    @Override
    public ExactChange command(ArticleId id, UserId author, @Nullable Long version) {
        return switch (this) {
            case PUBLISH -> new PublishDraft(id, author, version);
            case UNPUBLISH -> new UnpublishArticle(id, author, version);
            case RESTORE -> new RestoreArticle(id, author, version);
        };
    }

    @Override
    public boolean isMetBy(RecordedArticle article, LongFunction<RecordedArticle> earlier) {
        return switch (this) {
            case PUBLISH -> article.status() == ArticleStatus.PUBLISHED && !article.unpublishedEdits();
            case UNPUBLISH -> article.status() == ArticleStatus.DRAFT;
            case RESTORE -> article.status() != ArticleStatus.REMOVED;
        };
    }
}
