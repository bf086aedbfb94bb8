package io.talel.kernel.article.view;

import io.talel.kernel.article.ArticleId;

/**
 * Size of an article.
 *
 * @param bytes of the source, the HTML and the table of contents
 */
public record ArticleWeight(ArticleId articleId, int bytes) implements FoundArticle {}
