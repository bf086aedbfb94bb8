package io.talel.ops.console.imports;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.RenderedMarkdown;
import io.talel.kernel.user.UserId;
import java.time.Instant;

/**
 * An article of the replaced service. It had never been changed: its {@code updated_at} did not move.
 *
 * @param rendered the HTML that readers were shown
 */
record OldArticle(
        ArticleId id,
        UserId author,
        Slug slug,
        Title title,
        Markdown body,
        MetaDescription metaDescription,
        FeaturedImage featuredImage,
        Instant publishedAt,
        RenderedMarkdown rendered) {

    /** Titles without letters gave an empty slug. */
    static boolean lacksSlug(OldRow row) {
        return "".equals(row.values().get("slug"));
    }

    /**
     * An empty slug, as titles without letters had, becomes what the title asks for here.
     *
     * @throws IllegalArgumentException with the fault, without quoting a value
     */
    static OldArticle of(OldRow row) {
        Title title = new Title(row.text("title"));
        String slug = row.text("slug");
        return new OldArticle(
                new ArticleId(row.number("id")),
                new UserId(row.number("user_id")),
                slug.isEmpty() ? Slug.of(title) : new Slug(slug),
                title,
                new Markdown(row.text("body")),
                new MetaDescription(row.text("meta_description")),
                new FeaturedImage(row.text("featured_image")),
                row.time("created_at"),
                new RenderedMarkdown(row.text("html"), row.text("table_of_contents")));
    }
}
