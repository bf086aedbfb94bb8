package io.talel.kernel.article;

/**
 * A query to the write side for what one version of an article changed for readers. Answered with an optional
 * {@link ArticleNews}: empty if readers saw no difference, or if the author was erased.
 */
public record FindNews(ArticleId articleId, long version) {}
