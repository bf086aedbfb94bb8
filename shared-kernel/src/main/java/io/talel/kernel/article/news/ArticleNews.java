package io.talel.kernel.article.news;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of an article that readers can notice.
 *
 * @param place of its event in the log
 * @param slug that the article had then; null if it was removed for ever, or its author erased
 * @param version that readers see from now on, as the {@code ETag} of the article has it; null if they see none
 */
public record ArticleNews(
        long place,
        Kind kind,
        ArticleId articleId,
        UserId authorId,
        @Nullable Slug slug,
        @Nullable Long version,
        Instant at) {

    public enum Kind {
        /** Readers see an article that they did not see before. */
        PUBLISHED,
        /** Readers see another version of it, or find it at another address. */
        REVISED,
        /** Readers do not see it any more. */
        UNPUBLISHED
    }
}
