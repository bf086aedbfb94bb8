package io.talel.kernel.article;

/** What its author writes of an article. */
public record ArticleContent(
        Title title, Markdown body, MetaDescription metaDescription, FeaturedImage featuredImage) {}
