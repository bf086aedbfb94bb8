package io.talel.query;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.BOB;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.drafted;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.registered;
import static io.talel.query.Examples.removedArticle;
import static io.talel.query.Examples.retitled;
import static io.talel.query.Examples.revised;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleRepublished;
import io.talel.kernel.article.ArticleEvent.ArticleRestored;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.view.ArticleQuery.FindArticleById;
import io.talel.kernel.article.view.ArticleQuery.FindOwnArticle;
import io.talel.kernel.article.view.ArticleQuery.ListArticlesOf;
import io.talel.kernel.article.view.ArticleQuery.ListOwnArticles;
import io.talel.kernel.article.view.ArticleQuery.ListUserArticles;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.article.view.ArticleWithNeighbours;
import io.talel.kernel.article.view.OwnArticle;
import io.talel.kernel.article.view.OwnArticleEntry;
import io.talel.kernel.article.view.UserArticlesPage;
import io.talel.kernel.user.UserProfile;
import io.talel.kernel.user.UserQuery.FindProfile;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.SharedServers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Drafts, articles that were taken back, and those in the trash: their author sees them, readers do not. */
class HiddenArticlesIT {

    private static final Map<Long, Long> VERSIONS = new HashMap<>();

    private static QueryNode node;

    /** 1 to 6 by their numbers: public, draft, unpublished, trashed, restored, a draft that came out late. */
    @BeforeAll
    static void a_log_has_been_projected() {
        node = QueryNode.start(SharedServers.newDatabase(), new InMemoryEventStorageEngine());
        node.log().publish(event(registered(ADA, "ada"), 0, MONDAY), event(registered(BOB, "bob"), 0, MONDAY));
        record(1, published(1, ADA, "Public"));
        record(2, drafted(2, ADA, "Draft"));
        record(3, published(3, ADA, "Unpublished"));
        record(4, published(4, ADA, "Trashed"));
        record(5, published(5, ADA, "Restored"));
        record(6, drafted(6, ADA, "Late"));
        record(7, published(7, BOB, "Of Bob"));
        record(8, drafted(8, ADA, "Gone for ever"));
        record(3, new ArticleUnpublished(new ArticleId(3)));
        record(4, new ArticleTrashed(new ArticleId(4)));
        record(5, new ArticleTrashed(new ArticleId(5)));
        record(6, new DraftPublished(new ArticleId(6)));
        record(6, new ArticleUnpublished(new ArticleId(6)));
        record(5, new ArticleRestored(new ArticleId(5)));
        record(6, new ArticleRepublished(new ArticleId(6)));
        record(1, retitled(1, "Under another title"));
        record(1, revised(1, "Other words"));
        record(8, removedArticle(8));
        VERSIONS.forEach((id, version) -> assertThat(node.reaches(new StreamVersion("article-" + id, version)))
                .isTrue());
        assertThat(node.reaches(new StreamVersion("user-7", 0))).isTrue();
        assertThat(node.reaches(new StreamVersion("user-8", 0))).isTrue();
    }

    /** Events happen at a second of their own each. */
    private static void record(long article, ArticleEvent event) {
        long version = VERSIONS.merge(article, 0L, (before, _) -> before + 1);
        node.log()
                .publish(event(
                        event,
                        version,
                        at(VERSIONS.values().stream().mapToLong(v -> v + 1).sum())));
    }

    private static Instant at(long second) {
        return MONDAY.plusSeconds(second);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void readers_find_what_is_published_and_not_trashed() {
        assertThat(node.article(new Slug("public"))).isPresent();
        assertThat(node.article(new Slug("restored"))).isPresent();
        assertThat(node.article(new Slug("late"))).isPresent();
        for (String hidden : List.of("draft", "unpublished", "trashed", "gone-for-ever")) {
            assertThat(node.article(new Slug(hidden))).as(hidden).isEmpty();
        }
        assertThat(node.find(new FindArticleById(new ArticleId(2)), ArticleWithNeighbours.class))
                .isEmpty();
    }

    @Test
    void lists_have_them_in_order_of_their_first_publication_and_count_no_others() {
        UserArticlesPage page = node.find(new ListUserArticles(new Username("ada"), 1, 10), UserArticlesPage.class)
                .orElseThrow();
        assertThat(page.articles()).extracting(article -> article.id().value()).containsExactly(6L, 5L, 1L);
        assertThat(page.total()).isEqualTo(3);
        assertThat(node.find(new FindProfile(new Username("ada")), UserProfile.class))
                .get()
                .extracting(UserProfile::articles)
                .isEqualTo(3L);
    }

    @Test
    void neighbours_are_public_articles_in_order_of_their_first_publication() {
        ArticleWithNeighbours restored = node.article(new Slug("restored")).orElseThrow();
        assertThat(restored.previous())
                .extracting(ArticleWithNeighbours.Neighbour::slug)
                .isEqualTo(new Slug("public"));
        assertThat(restored.next())
                .extracting(ArticleWithNeighbours.Neighbour::slug)
                .isEqualTo(new Slug("of-bob"));
        assertThat(node.article(new Slug("of-bob")).orElseThrow().next())
                .extracting(ArticleWithNeighbours.Neighbour::slug)
                .isEqualTo(new Slug("late"));
    }

    @Test
    void the_first_publication_counts_as_creation_and_every_event_as_change() {
        ArticleView late = node.article(new Slug("late")).orElseThrow().article();
        assertThat(late.createdAt()).isEqualTo(at(12).truncatedTo(ChronoUnit.MICROS));
        assertThat(late.updatedAt()).isEqualTo(at(15).truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void a_revision_after_a_new_title_keeps_that_title_and_the_slug() {
        ArticleView renamed = node.article(new Slug("public")).orElseThrow().article();
        assertThat(renamed.content().title().value()).isEqualTo("Under another title");
        assertThat(renamed.content().body().value()).isEqualTo("Other words");
        assertThat(renamed.version()).isEqualTo(2);
    }

    @Test
    void the_author_lists_them_by_status_newest_first() {
        assertThat(own(null)).extracting(entry -> entry.id().value()).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(own(ArticleStatus.DRAFT))
                .extracting(entry -> entry.id().value())
                .containsExactly(3L, 2L);
        assertThat(own(ArticleStatus.PUBLISHED))
                .extracting(entry -> entry.id().value())
                .containsExactly(6L, 5L, 1L);
        assertThat(own(ArticleStatus.REMOVED)).singleElement().satisfies(entry -> {
            assertThat(entry.heading().title().value()).isEqualTo("Trashed");
            assertThat(entry.status()).isEqualTo(ArticleStatus.REMOVED);
        });
    }

    @Test
    void the_author_reads_them_whole_or_their_size() {
        OwnArticle draft = node.find(new FindOwnArticle(new ArticleId(2), 10_000), OwnArticle.class)
                .orElseThrow();
        assertThat(draft.authorId()).isEqualTo(ADA);
        assertThat(draft.status()).isEqualTo(ArticleStatus.DRAFT);
        assertThat(draft.article().orElseThrow().content().title().value()).isEqualTo("Draft");
        assertThat(node.find(new FindOwnArticle(new ArticleId(2), 0), OwnArticle.class)
                        .orElseThrow()
                        .article())
                .isEmpty();
        assertThat(node.find(new FindOwnArticle(new ArticleId(8), 10_000), OwnArticle.class))
                .isEmpty();
    }

    @Test
    void erasure_and_export_find_the_hidden_ones_too() {
        assertThat(numbers(false)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(numbers(true)).containsExactly(2L, 3L, 4L);
    }

    private static List<OwnArticleEntry> own(@Nullable ArticleStatus status) {
        return listed(new ListOwnArticles(ADA, status, 0, 10), OwnArticleEntry.class);
    }

    private static List<Long> numbers(boolean hiddenOnly) {
        return listed(new ListArticlesOf(ADA, hiddenOnly, 0, 10), ArticleId.class).stream()
                .map(ArticleId::value)
                .toList();
    }

    private static <R> List<R> listed(Object query, Class<R> element) {
        return node.context()
                .getBean(QueryGateway.class)
                .query(query, ResponseTypes.multipleInstancesOf(element))
                .join();
    }
}
