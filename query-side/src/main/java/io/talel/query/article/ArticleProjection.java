package io.talel.query.article;

import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.FeaturedImage;
import io.talel.kernel.article.Markdown;
import io.talel.kernel.article.MetaDescription;
import io.talel.kernel.article.RenderedMarkdown;
import io.talel.markdown.MarkdownRenderer;
import io.talel.query.article.ArticleBatch.Published;
import io.talel.query.article.ArticleBatch.Removed;
import io.talel.query.article.ArticleBatch.Revised;
import io.talel.query.projection.EventFold;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Keeps one row for each article, with its rendered text. A removed row is blanked; only its version stays. */
final class ArticleProjection implements EventFold<ArticleEvent, ArticleBatch> {

    /** Raise it when the same events give other rows than before, unless the renderer has changed. */
    private static final int ROWS_VERSION = 1;

    /** Both parts only grow, so every change of either is a new number. */
    static final int CODE_VERSION = ROWS_VERSION + MarkdownRenderer.VERSION;

    private final Function<Markdown, RenderedMarkdown> rendering;

    ArticleProjection(Function<Markdown, RenderedMarkdown> rendering) {
        this.rendering = rendering;
    }

    @Override
    public Class<ArticleEvent> events() {
        return ArticleEvent.class;
    }

    @Override
    public ArticleBatch emptyBatch() {
        return new ArticleBatch();
    }

    @Override
    public void fold(ArticleBatch batch, ArticleEvent event, long version, Instant at) {
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
            case ArticleRemoved e -> batch.remove(new Removed(e.articleId(), version, at));
        }
    }

    @Override
    public Optional<ToLongFunction<ArticleEvent>> length() {
        return Optional.of(ArticleProjection::lengthOf);
    }

    private static long lengthOf(ArticleEvent event) {
        return switch (event) {
            case ArticlePublished e -> e.body().value().length();
            case ArticleRevised e -> e.body().value().length();
            case ArticleRemoved _ -> 0;
        };
    }

    private ArticleText text(Markdown body, MetaDescription metaDescription, FeaturedImage featuredImage) {
        return new ArticleText(body, rendering.apply(body), metaDescription, featuredImage);
    }
}
