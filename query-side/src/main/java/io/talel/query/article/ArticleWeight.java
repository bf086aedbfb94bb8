package io.talel.query.article;

/**
 * How large an article is.
 *
 * @param bytes of its source and of what is rendered of it
 */
record ArticleWeight(long id, int bytes) {}
