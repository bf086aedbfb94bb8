package io.talel.query;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.pinned;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.registered;
import static io.talel.query.Examples.removedArticle;
import static io.talel.query.Examples.revised;
import static io.talel.query.Examples.slugChanged;
import static io.talel.query.RecordedEvents.event;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.view.ArticleQuery.FindOwnArticle;
import io.talel.kernel.article.view.ArticleQuery.ListUserArticles;
import io.talel.kernel.article.view.ArticleWithNeighbours;
import io.talel.kernel.article.view.OwnArticle;
import io.talel.kernel.article.view.UserArticlesPage;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.SharedServers;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

/** The row of an article has the slug that the article has now. */
class ChangedSlugsIT {

    @Test
    void an_article_is_found_by_its_present_slug_only() {
        try (QueryNode node = QueryNode.start(SharedServers.newDatabase(), new InMemoryEventStorageEngine())) {
            node.log().publish(event(registered(ADA, "ada"), 0, MONDAY));
            node.log().publish(event(published(1, ADA, "First"), 0, MONDAY), event(slugChanged(1, "other"), 1, MONDAY));
            node.log().publish(event(published(2, ADA, "Second"), 0, MONDAY.plusSeconds(1)));
            assertThat(node.reaches(new StreamVersion("user-7", 0))).isTrue();
            assertThat(node.reaches(new StreamVersion("article-1", 1))).isTrue();
            assertThat(node.reaches(new StreamVersion("article-2", 0))).isTrue();

            assertThat(node.article(new Slug("first"))).isEmpty();
            assertThat(node.article(new Slug("other")).orElseThrow().article().version())
                    .isEqualTo(1);

            node.log().publish(event(slugChanged(1, "third"), 2, MONDAY), event(revised(1, "Text"), 3, MONDAY));
            assertThat(node.reaches(new StreamVersion("article-1", 3))).isTrue();
            Slug third = new Slug("third");
            assertThat(node.article(new Slug("other"))).isEmpty();
            assertThat(node.article(third).orElseThrow().article().content().body())
                    .isEqualTo(revised(1, "Text").body());
            assertThat(neighbour(node.article(new Slug("second")).orElseThrow()))
                    .isEqualTo(third);
            assertThat(node.find(new ListUserArticles(new Username("ada"), 1, 10), UserArticlesPage.class)
                            .orElseThrow()
                            .articles())
                    .extracting(article -> article.slug().value())
                    .containsExactly("second", "third");
            assertThat(own(node).article().orElseThrow().slug()).isEqualTo(third);

            node.log().publish(event(pinned(1, "First"), 4, MONDAY), event(slugChanged(1, "while-pinned"), 5, MONDAY));
            assertThat(node.reaches(new StreamVersion("article-1", 5))).isTrue();
            assertThat(node.article(third)).isEmpty();
            assertThat(node.article(new Slug("while-pinned"))).isPresent();

            node.log().publish(event(removedArticle(1), 6, MONDAY));
            assertThat(node.reaches(new StreamVersion("article-1", 6))).isTrue();
            assertThat(node.article(new Slug("while-pinned"))).isEmpty();
        }
    }

    private static Slug neighbour(ArticleWithNeighbours page) {
        return requireNonNull(page.previous()).slug();
    }

    private static OwnArticle own(QueryNode node) {
        return node.find(new FindOwnArticle(new ArticleId(1), 10_000), OwnArticle.class)
                .orElseThrow();
    }
}
