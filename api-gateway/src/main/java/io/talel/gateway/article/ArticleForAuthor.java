package io.talel.gateway.article;

import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.view.ArticleView;

/**
 * An article as its author sees it.
 *
 * @param unpublishedEdits whether readers, if they see it, see an older version
 */
public record ArticleForAuthor(ArticleView article, ArticleStatus status, boolean unpublishedEdits) {}
