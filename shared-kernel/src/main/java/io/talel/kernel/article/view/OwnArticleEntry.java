package io.talel.kernel.article.view;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.view.ArticleEntry.Heading;
import java.time.Instant;

/** An article in the list of its author, without its texts. */
public record OwnArticleEntry(
        ArticleId id, ArticleStatus status, Instant createdAt, Instant updatedAt, Slug slug, Heading heading) {}
