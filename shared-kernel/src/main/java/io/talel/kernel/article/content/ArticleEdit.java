package io.talel.kernel.article.content;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** What becomes of an article's content; null stays as it is. */
public record ArticleEdit(
        @Nullable Title title,
        @Nullable Markdown body,
        @Nullable MetaDescription metaDescription,
        @Nullable FeaturedImage featuredImage,
        @Nullable Tags tags,
        @Nullable Language language,
        @Nullable Dialect dialect) {

    public static ArticleEdit of(Title title) {
        return new ArticleEdit(title, null, null, null, null, null, null);
    }

    public static ArticleEdit of(Markdown body) {
        return new ArticleEdit(null, body, null, null, null, null, null);
    }

    public ArticleContent revise(ArticleContent content) {
        return new ArticleContent(
                requireNonNullElse(title, content.title()),
                requireNonNullElse(body, content.body()),
                requireNonNullElse(metaDescription, content.metaDescription()),
                requireNonNullElse(featuredImage, content.featuredImage()),
                requireNonNullElse(tags, content.tags()),
                requireNonNullElse(language, content.language()),
                requireNonNullElse(dialect, content.dialect()));
    }
}
