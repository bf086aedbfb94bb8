package io.talel.kernel.article.view;

import io.talel.kernel.article.Slug;
import java.time.Instant;

/** Where a public article is found, and when what readers see of it changed last. */
public record SitemapEntry(ArticlePosition position, Slug slug, Instant updatedAt) {}
