package io.talel.kernel.article.view;

import io.talel.kernel.article.ArticleId;

/**
 * Size of an article.
 *
 * @param version version of the stream that readers see
 * @param bytes of the source, the HTML and the table of contents
 */
public record ArticleSize(ArticleId articleId, long version, int bytes) implements ArticleOrSize {}
