package io.talel.gateway.article;

import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleEdit;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Dialect;
import io.talel.kernel.article.FeaturedImage;
import io.talel.kernel.article.Language;
import io.talel.kernel.article.Markdown;
import io.talel.kernel.article.MetaDescription;
import io.talel.kernel.article.Tags;
import io.talel.kernel.article.Title;
import io.talel.kernel.article.WantedSlug;
import io.talel.kernel.user.UserId;
import org.jspecify.annotations.Nullable;

/** The body of a request that revises: what is missing stays. */
record ArticleRevision(
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
