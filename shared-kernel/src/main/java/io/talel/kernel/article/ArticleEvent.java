package io.talel.kernel.article;

import io.talel.kernel.user.UserId;

/** What happened to an article. */
public sealed interface ArticleEvent {

    ArticleId articleId();

    /** @param slugNumber the number that made the slug unique, from 1, which is not written */
    record ArticlePublished(
            ArticleId articleId,
            UserId authorId,
            Slug slug,
            int slugNumber,
            Title title,
            Markdown body,
            MetaDescription metaDescription,
            FeaturedImage featuredImage)
            implements ArticleEvent {}

    record ArticleRevised(
            ArticleId articleId, Markdown body, MetaDescription metaDescription, FeaturedImage featuredImage)
            implements ArticleEvent {}

    /** The last event of an article; its slug stays taken. */
    record ArticleRemoved(ArticleId articleId) implements ArticleEvent {}
}
