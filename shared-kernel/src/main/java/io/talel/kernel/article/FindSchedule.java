package io.talel.kernel.article;

/** A query to the write side for what is scheduled for an article. Answered with an optional {@link Schedule}. */
public record FindSchedule(ArticleId articleId) {}
