package io.talel.query;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.registered;
import static io.talel.query.Examples.revised;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.view.ArticleOrSize;
import io.talel.kernel.article.view.ArticleQuery.FindArticle;
import io.talel.kernel.article.view.ArticleQuery.ListUserArticles;
import io.talel.kernel.article.view.ArticleSize;
import io.talel.kernel.article.view.ArticleWithNeighbours;
import io.talel.kernel.article.view.UserArticlesPage;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.SharedServers;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

class LargeArticlesIT {

    /** More than a quarter of what may be held at once, and its HTML the same again. */
    private static final String LONG = "word ".repeat(60_000);

    @Test
    void articles_that_are_large_together_are_named_rather_than_loaded() {
        try (QueryNode node = QueryNode.start(SharedServers.newDatabase(), new InMemoryEventStorageEngine())) {
            node.log()
                    .publish(
                            event(registered(ADA, "ada"), 0, MONDAY),
                            event(published(1, ADA, "Large"), 0, MONDAY.plusSeconds(1)),
                            event(revised(1, LONG), 1, MONDAY.plusSeconds(2)),
                            event(published(2, ADA, "Larger"), 0, MONDAY.plusSeconds(3)),
                            event(revised(2, LONG), 1, MONDAY.plusSeconds(4)));
            assertThat(node.reaches(new StreamVersion("user-7", 0))).isTrue();
            assertThat(node.reaches(new StreamVersion("article-1", 1))).isTrue();
            assertThat(node.reaches(new StreamVersion("article-2", 1))).isTrue();

            UserArticlesPage both = articles(node, 1, 10);
            UserArticlesPage one = articles(node, 2, 1);

            assertThat(both.articles()).isEmpty();
            assertThat(both.large())
                    .extracting(ArticleSize::articleId)
                    .containsExactly(new ArticleId(2), new ArticleId(1));
            assertThat(both.total()).isEqualTo(2);
            assertThat(one.large()).isEmpty();
            assertThat(one.articles()).singleElement().satisfies(article -> assertThat(
                            article.content().body().value())
                    .isEqualTo(LONG));
        }
    }

    @Test
    void a_large_article_is_weighed_rather_than_loaded() {
        try (QueryNode node = QueryNode.start(SharedServers.newDatabase(), new InMemoryEventStorageEngine())) {
            node.log()
                    .publish(
                            event(registered(ADA, "ada"), 0, MONDAY),
                            event(published(1, ADA, "Large"), 0, MONDAY.plusSeconds(1)),
                            event(revised(1, LONG), 1, MONDAY.plusSeconds(2)));
            assertThat(node.reaches(new StreamVersion("article-1", 1))).isTrue();
            Slug slug = new Slug("large");

            ArticleSize weight = (ArticleSize)
                    node.find(new FindArticle(slug, 0), ArticleOrSize.class).orElseThrow();

            assertThat(weight.articleId()).isEqualTo(new ArticleId(1));
            assertThat(weight.bytes()).isGreaterThan(2 * LONG.length() - 1);
            assertThat(node.find(new FindArticle(slug, weight.bytes() - 1), ArticleOrSize.class))
                    .contains(weight);
            assertThat(node.find(new FindArticle(slug, weight.bytes()), ArticleOrSize.class))
                    .containsInstanceOf(ArticleWithNeighbours.class);
            assertThat(node.find(new FindArticle(new Slug("none"), 0), ArticleOrSize.class))
                    .isEmpty();
        }
    }

    private static UserArticlesPage articles(QueryNode node, int page, int limit) {
        return node.find(new ListUserArticles(new Username("ada"), page, limit), UserArticlesPage.class)
                .orElseThrow();
    }
}
