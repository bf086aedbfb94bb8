package io.talel.kernel.article.view;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import java.time.Instant;

/**
 * An article as readers see it.
 *
 * @param createdAt time of its first publication; of a draft, when it was begun
 * @param version version of the article's stream that this shows
 */
public record ArticleView(
        ArticleId id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        Slug slug,
        ArticleContent content,
        RenderedMarkdown rendered) {}
