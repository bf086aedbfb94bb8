package io.talel.query.article;

import io.talel.kernel.UnknownEvent;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.FeaturedImage;
import io.talel.kernel.article.Markdown;
import io.talel.kernel.article.MetaDescription;
import io.talel.query.article.ArticleBatch.Published;
import io.talel.query.article.ArticleBatch.Revised;
import io.talel.query.markdown.MarkdownRenderer;
import io.talel.query.projection.GenerationWriter;
import io.talel.query.projection.UnitOfWorkRows;
import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Keeps one row for each article, with its text rendered. */
final class ArticleProjection {

    /** Raise it when the same events give other rows than before, for another reason than the renderer. */
    private static final int ROWS_VERSION = 0;

    /** Both parts only grow, so every change of either is a new number. */
    static final int CODE_VERSION = ROWS_VERSION + MarkdownRenderer.VERSION;

    private final UnitOfWorkRows<ArticleBatch> rows;
    private final MarkdownRenderer renderer;

    ArticleProjection(GenerationWriter generation, MarkdownRenderer renderer) {
        this.rows = new UnitOfWorkRows<>(generation, ArticleBatch::new);
        this.renderer = renderer;
    }

    @EventHandler
    void on(ArticleEvent event, @SequenceNumber long version, @Timestamp Instant at) {
        ArticleBatch batch = rows.current();
        switch (event) {
            case ArticlePublished e ->
                batch.publish(new Published(
                        e.articleId(),
                        version,
                        e.authorId(),
                        e.slug(),
                        e.title(),
                        text(e.body(), e.metaDescription(), e.featuredImage()),
                        at,
                        at));
            case ArticleRevised e ->
                batch.revise(new Revised(
                        e.articleId(), version, text(e.body(), e.metaDescription(), e.featuredImage()), at));
        }
    }

    @EventHandler
    void on(UnknownEvent event) {
        throw event.refused();
    }

    private ArticleText text(Markdown body, MetaDescription metaDescription, FeaturedImage featuredImage) {
        return new ArticleText(body, renderer.render(body), metaDescription, featuredImage);
    }
}
