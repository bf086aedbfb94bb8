package io.talel.kernel.article.view;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
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
