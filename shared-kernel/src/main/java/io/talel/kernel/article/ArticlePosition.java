package io.talel.kernel.article;

import java.time.Instant;

/** The place of an article in lists, which are in the order of first publications. */
public record ArticlePosition(Instant createdAt, ArticleId articleId) {}
