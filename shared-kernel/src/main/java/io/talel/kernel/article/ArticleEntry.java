package io.talel.kernel.article;

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
