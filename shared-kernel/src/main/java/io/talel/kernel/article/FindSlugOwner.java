package io.talel.kernel.article;

/** A query to the write side for the article that has a slug. Answered with an optional {@link ArticleId}. */
public record FindSlugOwner(Slug slug) {}
