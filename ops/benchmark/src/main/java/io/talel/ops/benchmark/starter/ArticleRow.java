package io.talel.ops.benchmark.starter;

import io.talel.markdown.RenderedDocument;
import io.talel.ops.benchmark.starter.ArticleMessages.ArticlePublished;
import io.talel.ops.benchmark.starter.ArticleMessages.ArticleView;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;

/** An article as it is read. */
@Entity
@Table(name = "article", indexes = @Index(columnList = "author, createdAt"))
class ArticleRow {

    @Id
    private String id = "";

    private Instant createdAt = Instant.EPOCH;

    @Column(unique = true)
    private String slug = "";

    private String author = "";
    private String title = "";

    @Column(columnDefinition = "text")
    private String body = "";

    @Column(columnDefinition = "text")
    private String html = "";

    @Column(columnDefinition = "text")
    private String tableOfContents = "";

    private String metaDescription = "";

    /** For Hibernate. */
    ArticleRow() {}

    ArticleRow(ArticlePublished event, Instant at, RenderedDocument rendered) {
        id = event.id();
        createdAt = at;
        slug = event.slug();
        author = event.author();
        title = event.article().title();
        body = event.article().body();
        html = rendered.html();
        tableOfContents = rendered.tableOfContents();
        metaDescription = event.article().metaDescription();
    }

    ArticleView view() {
        return new ArticleView(id, createdAt, title, slug, author, body, html, metaDescription, tableOfContents);
    }
}
