package io.talel.kernel.article.history;

import io.talel.kernel.article.ArticleId;

/** A query to the write side for an author who changes an article. It does not check who asks; the command does. */
public sealed interface VersionQuery {

    ArticleId articleId();

    /** Answered with the bytes that the texts of a version take, with about as many for what is rendered of them. */
    record MeasureVersion(ArticleId articleId, long version) implements VersionQuery {}

    /** Answered with the present version of an article that exists. */
    record FindPresentVersion(ArticleId articleId) implements VersionQuery {}
}
