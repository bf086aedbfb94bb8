package io.talel.query.article;

import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.view.RenderedMarkdown;

/**
 * The columns that a revision replaces.
 *
 * @param plainText as in {@link SearchText}
 */
record RevisedColumns(
        Markdown body,
        RenderedMarkdown rendered,
        String plainText,
        MetaDescription metaDescription,
        FeaturedImage featuredImage,
        Tags tags,
        Language language,
        Dialect dialect) {

    static RevisedColumns of(ArticleContent content, RenderedMarkdown rendered) {
        return new RevisedColumns(
                content.body(),
                rendered,
                SearchText.of(rendered.html()),
                content.metaDescription(),
                content.featuredImage(),
                content.tags(),
                content.language(),
                content.dialect());
    }

    /** Characters of the source and of what is rendered of it. */
    long length() {
        return (long) body.value().length()
                + rendered.html().length()
                + rendered.tableOfContents().length()
                + plainText.length();
    }
}
