package io.talel.query.article;

import io.talel.kernel.article.Markdown;
import io.talel.kernel.article.RenderedMarkdown;
import io.talel.query.datasource.ReadModel;
import io.talel.query.projection.Projection;
import java.util.function.Function;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** Articles. */
@AutoConfiguration
class ArticleAutoConfiguration {

    /** PLACEHOLDER until the markdown package is merged. */
    private static final Function<Markdown, RenderedMarkdown> RENDERER =
            body -> new RenderedMarkdown("<p>" + body.value() + "</p>", "");

    /** After the users, whose view the view of articles joins. */
    @Bean
    @Order(2)
    Projection articleProjection() {
        return new Projection(
                "article",
                "article",
                ArticleProjection.CODE_VERSION,
                generation -> new ArticleProjection(generation, RENDERER));
    }

    @Bean
    ArticleQueries articleQueries(ReadModel readModel) {
        return new ArticleQueries(readModel, RENDERER);
    }
}
