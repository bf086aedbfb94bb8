package io.talel.query.article;

import io.talel.markdown.MarkdownDialect;
import io.talel.markdown.MarkdownRenderer;
import io.talel.query.datasource.ReadModelReader;
import io.talel.query.projection.Projection;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** Articles. */
@AutoConfiguration
class ArticleReadModelAutoConfiguration {

    @Bean
    CachedRendering rendering() {
        MarkdownRenderer renderer = new MarkdownRenderer();
        return new CachedRendering((body, dialect) -> renderer.render(body, dialectOf(dialect)));
    }

    /** After the users, whose view the view of articles joins. */
    @Bean
    @Order(2)
    Projection articleProjection(CachedRendering rendering) {
        return new Projection(
                "article", "article", ArticleProjection.CODE_VERSION, new ArticleProjection(rendering::render));
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "talelio.queries.enabled", matchIfMissing = true)
    ArticleQueries articleQueries(ReadModelReader readModel, Optional<SearchIndexer> indexer) {
        return new ArticleQueries(readModel, indexer);
    }

    @Bean(initMethod = "start")
    @ConditionalOnBooleanProperty(name = "talelio.projections.enabled", matchIfMissing = true)
    SearchIndexer searchIndexer(@Qualifier("readModelDataSource") DataSource readModelDataSource) {
        return new SearchIndexer(readModelDataSource);
    }

    @Bean
    RenderingQueries renderingQueries(CachedRendering rendering) {
        return new RenderingQueries(rendering);
    }

    private static MarkdownDialect dialectOf(io.talel.kernel.article.content.Dialect dialect) {
        return dialect.equals(io.talel.kernel.article.content.Dialect.COMMON_MARK)
                ? MarkdownDialect.COMMON_MARK
                : MarkdownDialect.PYTHON_MARKDOWN;
    }
}
