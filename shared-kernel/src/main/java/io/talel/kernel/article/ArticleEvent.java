package io.talel.kernel.article;

import io.talel.kernel.user.UserId;

/** What happened to an article. */
public sealed interface ArticleEvent {

    ArticleId articleId();

    record ArticlePublished(
            ArticleId articleId,
            UserId authorId,
            Slug slug,
            Title title,
            Markdown body,
            MetaDescription metaDescription,
            FeaturedImage featuredImage)
            implements ArticleEvent {}

    record ArticleRevised(
            ArticleId articleId, Markdown body, MetaDescription metaDescription, FeaturedImage featuredImage)
            implements ArticleEvent {}
}
