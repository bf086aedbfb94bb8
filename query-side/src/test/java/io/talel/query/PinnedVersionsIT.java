package io.talel.query;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.drafted;
import static io.talel.query.Examples.pinned;
import static io.talel.query.Examples.registered;
import static io.talel.query.Examples.revised;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.view.ArticleEntry;
import io.talel.kernel.article.view.ArticleFilter;
import io.talel.kernel.article.view.ArticleList;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.ArticleQuery.FindOwnArticle;
import io.talel.kernel.article.view.ArticleQuery.ListArticles;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.article.view.OwnArticle;
import io.talel.ops.localstack.SharedServers;
import java.time.temporal.ChronoUnit;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

/** Readers see an older version of an article than its author. */
class PinnedVersionsIT {

    @Test
    void readers_see_the_number_and_the_text_of_the_pinned_version_its_author_those_of_the_last_one() {
        try (QueryNode node = QueryNode.start(SharedServers.newDatabase(), new InMemoryEventStorageEngine())) {
            node.log()
                    .publish(
                            event(registered(ADA, "ada"), 0, MONDAY),
                            event(drafted(1, ADA, "Pinned"), 0, MONDAY),
                            event(revised(1, "Later"), 1, MONDAY),
                            event(pinned(1, "Pinned"), 2, MONDAY),
                            event(new DraftPublished(new ArticleId(1)), 3, MONDAY.plusMillis(1)));
            assertThat(node.reaches(new StreamVersion("user-7", 0))).isTrue();
            assertThat(node.reaches(new StreamVersion("article-1", 3))).isTrue();

            ArticleView shown = shown(node);
            assertThat(shown.version()).isZero();
            assertThat(shown.createdAt()).isEqualTo(MONDAY.plusMillis(1).truncatedTo(ChronoUnit.MICROS));
            assertThat(shown.updatedAt()).isEqualTo(shown.createdAt());
            assertThat(entry(node))
                    .returns(shown.createdAt(), ArticleEntry::createdAt)
                    .returns(shown.createdAt(), ArticleEntry::updatedAt);
            assertThat(shown.content()).isEqualTo(drafted(1, ADA, "Pinned").content());
            OwnArticle own = node.find(new FindOwnArticle(new ArticleId(1), 10_000), OwnArticle.class)
                    .orElseThrow();
            assertThat(own.version()).isEqualTo(3);
            assertThat(own.unpublishedEdits()).isTrue();
            assertThat(own.article().orElseThrow().content().body())
                    .isEqualTo(revised(1, "Later").body());

            node.log().publish(event(new VersionUnpinned(new ArticleId(1)), 4, MONDAY));
            assertThat(node.reaches(new StreamVersion("article-1", 4))).isTrue();
            assertThat(shown(node).version()).isEqualTo(4);
            assertThat(shown(node).content().dialect()).isEqualTo(Dialect.COMMON_MARK);
        }
    }

    private static ArticleEntry entry(QueryNode node) {
        return node.ask(new ListArticles(ArticleFilter.NONE, ArticlePosition.BEGINNING, 10), ArticleList.class)
                .articles()
                .getFirst();
    }

    private static ArticleView shown(QueryNode node) {
        return node.article(new Slug("pinned")).orElseThrow().article();
    }
}
