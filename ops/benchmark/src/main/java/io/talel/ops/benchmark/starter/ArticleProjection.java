package io.talel.ops.benchmark.starter;

import io.talel.markdown.MarkdownRenderer;
import io.talel.ops.benchmark.starter.ArticleMessages.ArticleList;
import io.talel.ops.benchmark.starter.ArticleMessages.ArticlePublished;
import io.talel.ops.benchmark.starter.ArticleMessages.ArticleView;
import io.talel.ops.benchmark.starter.ArticleMessages.FindArticle;
import io.talel.ops.benchmark.starter.ArticleMessages.ListArticles;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;

@Component
class ArticleProjection {

    private final ArticleRows rows;
    private final MarkdownRenderer renderer = new MarkdownRenderer();
    private final QueryUpdateEmitter updates;

    ArticleProjection(ArticleRows rows, QueryUpdateEmitter updates) {
        this.rows = rows;
        this.updates = updates;
    }

    @EventHandler
    void on(ArticlePublished event, @Timestamp Instant at) {
        ArticleRow row = rows.save(
                new ArticleRow(event, at, renderer.render(event.article().body())));
        updates.emit(FindArticle.class, query -> query.slug().equals(event.slug()), row.view());
    }

    @QueryHandler
    Optional<ArticleView> find(FindArticle query) {
        return rows.findBySlug(query.slug()).map(ArticleRow::view);
    }

    @QueryHandler
    ArticleList list(ListArticles query) {
        Page<ArticleRow> found = rows.findByAuthor(
                query.author(),
                PageRequest.of(query.page(), query.limit(), Sort.by("createdAt").descending()));
        return new ArticleList(found.map(ArticleRow::view).getContent(), found.getTotalElements());
    }
}
