package io.talel.query.article;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleView;
import io.talel.kernel.article.FeaturedImage;
import io.talel.kernel.article.Markdown;
import io.talel.kernel.article.MetaDescription;
import io.talel.kernel.article.RenderedMarkdown;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.Title;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** The columns that an article has in every view. */
@MappedSuperclass
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields, of columns that are NOT NULL
abstract class ArticleColumns {

    @Id
    private long id;

    private long version;
    private String slug;
    private String title;
    private String body;
    private String html;
    private String tableOfContents;
    private String metaDescription;
    private String featuredImage;
    private Instant createdAt;
    private Instant updatedAt;

    ArticleView article() {
        return new ArticleView(
                new ArticleId(id),
                version,
                createdAt,
                updatedAt,
                new Title(title),
                new Slug(slug),
                new Markdown(body),
                new RenderedMarkdown(html, tableOfContents),
                new MetaDescription(metaDescription),
                new FeaturedImage(featuredImage));
    }
}
