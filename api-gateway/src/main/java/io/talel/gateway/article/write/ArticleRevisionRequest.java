package io.talel.gateway.article.write;

import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.WantedSlug;
import io.talel.kernel.article.content.ArticleEdit;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.user.UserId;
import org.jspecify.annotations.Nullable;

/** The body of a request that revises: what is missing stays. */
record ArticleRevisionRequest(
        @Nullable Title title,
        @Nullable Markdown body,
        @Nullable MetaDescription metaDescription,
        @Nullable FeaturedImage featuredImage,
        @Nullable Tags tags,
        @Nullable Language language,
        @Nullable Dialect dialect,
        @Nullable WantedSlug slug) {

    ReviseArticle command(ArticleId id, UserId actor, @Nullable Long expectedVersion) {
        return new ReviseArticle(
                id,
                actor,
                expectedVersion,
                new ArticleEdit(title, body, metaDescription, featuredImage, tags, language, dialect),
                slug);
    }
}
