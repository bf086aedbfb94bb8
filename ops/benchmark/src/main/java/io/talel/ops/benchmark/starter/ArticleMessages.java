package io.talel.ops.benchmark.starter;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Commands, events, queries and their answers. */
interface ArticleMessages {

    /** The body of a request. */
    record NewArticle(String title, String body, String metaDescription) {}

    record PublishArticle(@TargetAggregateIdentifier String id, String author, String slug, NewArticle article) {}

    record ArticlePublished(String id, String author, String slug, NewArticle article) {}

    record FindArticle(String slug) {}

    /** @param page from 0 on */
    record ListArticles(String author, int page, int limit) {}

    record ArticleView(
            String id,
            Instant createdAt,
            String title,
            String slug,
            String author,
            String body,
            String html,
            String metaDescription,
            String tableOfContents) {}

    record ArticleList(List<ArticleView> articles, long total) {}
}
