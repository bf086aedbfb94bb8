package io.talel.kernel.article;

/**
 * The article that a slug leads to.
 *
 * @param present the slug that it has now
 */
public record SlugOwner(ArticleId articleId, Slug present) {}
