package io.talel.kernel.article.view;

/** An article, or the size of one that is larger than asked for. */
public sealed interface ArticleOrSize permits ArticleWithNeighbours, ArticleSize {}
