package io.talel.kernel.article.content;

/** What its author writes of an article. */
public record ArticleContent(
        Title title,
        Markdown body,
        MetaDescription metaDescription,
        FeaturedImage featuredImage,
        Tags tags,
        Language language,
        Dialect dialect) {

    /** A title and a text, nothing else. */
    public static ArticleContent of(Title title, Markdown body) {
        return new ArticleContent(
                title,
                body,
                new MetaDescription(""),
                FeaturedImage.NONE,
                Tags.NONE,
                Language.UNKNOWN,
                Dialect.PYTHON_MARKDOWN);
    }
}
