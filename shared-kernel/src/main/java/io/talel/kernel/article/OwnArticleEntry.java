package io.talel.kernel.article;

import java.time.Instant;

/** An article in the list of its author, without its texts. */
public record OwnArticleEntry(
        ArticleId id,
        ArticleStatus status,
        Instant createdAt,
        Instant updatedAt,
        Title title,
        Slug slug,
        MetaDescription metaDescription,
        FeaturedImage featuredImage,
        Tags tags,
        Language language) {}
