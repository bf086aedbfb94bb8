package io.talel.kernel.article.view;

import java.util.Optional;

/**
 * A public article in a feed.
 *
 * @param entry without picture and excerpt, its description cut
 * @param summary its description, or the beginning of its text if it has none
 * @param html its text as readers see it; empty if it is too large, by itself or with those before it
 */
public record FeedArticle(ArticleEntry entry, String summary, Optional<String> html) {}
