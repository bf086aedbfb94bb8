package io.talel.query.article;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticlePage;
import io.talel.kernel.article.ArticleQuery.CountArticles;
import io.talel.kernel.article.ArticleQuery.FindArticle;
import io.talel.kernel.article.ArticleQuery.FindArticleById;
import io.talel.kernel.article.ArticleQuery.ListArticlesOf;
import io.talel.kernel.article.ArticleQuery.ListUserArticles;
import io.talel.kernel.article.ArticleQuery.RenderMarkdown;
import io.talel.kernel.article.ArticleQuery.WeighArticle;
import io.talel.kernel.article.ArticleView;
import io.talel.kernel.article.ArticleWeight;
import io.talel.kernel.article.RenderedMarkdown;
import io.talel.kernel.article.UserArticlesPage;
import io.talel.kernel.user.UserView;
import io.talel.query.datasource.ReadModel;
import io.talel.query.user.UserRows;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;

/** Answers questions about articles. */
final class ArticleQueries {

    /** Articles that are handed out together at most, in bytes; larger ones are asked for one by one. */
    private static final long TOGETHER = 1024 * 1024;

    private final ReadModel readModel;
    private final TimedRendering renderer;

    ArticleQueries(ReadModel readModel, TimedRendering renderer) {
        this.readModel = readModel;
        this.renderer = renderer;
    }

    @QueryHandler
    Optional<ArticlePage> find(FindArticle query) {
        return readModel.read(entities -> ArticleRows.withSlug(entities, query.slug(), query.maxBytes()));
    }

    @QueryHandler
    Optional<ArticleWeight> weigh(WeighArticle query) {
        return readModel.read(entities -> ArticleRows.weight(entities, query.slug()));
    }

    @QueryHandler
    Optional<ArticlePage> find(FindArticleById query) {
        return readModel.read(entities -> ArticleRows.withId(entities, query.articleId()));
    }

    @QueryHandler
    Optional<UserArticlesPage> list(ListUserArticles query) {
        return readModel.read(entities ->
                UserRows.named(entities, query.username()).map(author -> articlesOf(author, query, entities)));
    }

    @QueryHandler
    Long count(CountArticles query) {
        return readModel.read(entities -> ArticleRows.count(entities, query.authorId()));
    }

    @QueryHandler
    List<ArticleId> list(ListArticlesOf query) {
        return readModel.read(entities -> ArticleRows.ids(entities, query.authorId(), query.after(), query.limit()));
    }

    @QueryHandler
    RenderedMarkdown render(RenderMarkdown query) {
        return renderer.render(query.body());
    }

    private static UserArticlesPage articlesOf(UserView author, ListUserArticles query, EntityManager entities) {
        long total = ArticleRows.count(entities, author.id());
        long skipped = (query.page() - 1L) * query.limit();
        if (skipped >= total) {
            return new UserArticlesPage(author, List.of(), List.of(), total);
        }
        List<ArticleWeight> weights = ArticleRows.weights(entities, author.id(), (int) skipped, query.limit());
        if (weights.stream().mapToLong(ArticleWeight::bytes).sum() > TOGETHER) {
            return new UserArticlesPage(author, List.of(), weights, total);
        }
        List<ArticleView> articles = ArticleRows.newestFirst(entities, author.id(), (int) skipped, query.limit());
        return new UserArticlesPage(author, articles, List.of(), total);
    }
}
