package io.talel.kernel.article;

/**
 * How large an article is.
 *
 * @param bytes the source, the HTML and the table of contents
 */
public record ArticleWeight(ArticleId articleId, int bytes) {}
