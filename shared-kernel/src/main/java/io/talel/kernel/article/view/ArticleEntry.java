package io.talel.kernel.article.view;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.user.UserView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A public article in a list, without its texts.
 *
 * @param excerpt the place that a search has found
 */
public record ArticleEntry(
        ArticleId id,
        Instant createdAt,
        Instant updatedAt,
        Slug slug,
        Heading heading,
        UserView author,
        Optional<List<Part>> excerpt) {

    /** What an author says about an article. */
    public record Heading(
            Title title, MetaDescription metaDescription, FeaturedImage featuredImage, Tags tags, Language language) {}

    /**
     * A piece of an excerpt.
     *
     * @param found whether it is a word that was searched for
     */
    public record Part(String text, boolean found) {}
}
