package io.talel.kernel.article.view;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;

/**
 * Size of an article.
 *
 * @param version version of the stream whose text readers see; the slug may be of a later one
 * @param bytes of the source, the HTML and the table of contents
 */
public record ArticleSize(ArticleId articleId, long version, Slug slug, int bytes) implements ArticleOrSize {}
