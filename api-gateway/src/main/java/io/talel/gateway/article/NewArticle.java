package io.talel.gateway.article;

import io.talel.kernel.article.ArticleCommand.PublishArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.FeaturedImage;
import io.talel.kernel.article.Markdown;
import io.talel.kernel.article.MetaDescription;
import io.talel.kernel.article.Title;
import io.talel.kernel.user.UserId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of a request that publishes. */
record NewArticle(
        Title title,
        Markdown body,
        MetaDescription metaDescription,
        @Nullable FeaturedImage featuredImage) {

    /** Longest body read, in bytes: the longest source with every character written as {@code \}{@code u0041}. */
    static final int MAX_BYTES = 8 * Markdown.MAX_BYTES;

    PublishArticle command(ArticleId id, UserId author) {
        return new PublishArticle(
                id,
                author,
                title,
                body,
                metaDescription,
                Objects.requireNonNullElse(featuredImage, FeaturedImage.NONE));
    }
}
