package io.talel.query.article;

import io.talel.kernel.article.view.ArticleQuery.RenderMarkdown;
import io.talel.kernel.article.view.RenderedMarkdown;
import org.axonframework.queryhandling.QueryHandler;

/** Answers how a source looks, without the read models. */
final class RenderingQueries {

    private final CachedRendering renderer;

    RenderingQueries(CachedRendering renderer) {
        this.renderer = renderer;
    }

    @QueryHandler
    RenderedMarkdown render(RenderMarkdown query) {
        return renderer.render(query.body(), query.dialect());
    }
}
