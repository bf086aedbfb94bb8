package io.talel.gateway.article;

import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.ArticleView;

/** An article as its author sees it. */
record WrittenArticle(ArticleView article, ArticleStatus status) {}
