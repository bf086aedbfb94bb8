package io.talel.query.article;

import io.talel.kernel.article.FeaturedImage;
import io.talel.kernel.article.Markdown;
import io.talel.kernel.article.MetaDescription;
import io.talel.kernel.article.RenderedMarkdown;

/** The columns that a revision replaces. */
record ArticleText(
        Markdown body, RenderedMarkdown rendered, MetaDescription metaDescription, FeaturedImage featuredImage) {

    /** Characters of the source and of what is rendered of it. */
    long length() {
        return (long) body.value().length()
                + rendered.html().length()
                + rendered.tableOfContents().length();
    }
}
