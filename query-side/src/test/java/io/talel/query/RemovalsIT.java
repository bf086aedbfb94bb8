package io.talel.query;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.BOB;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.moved;
import static io.talel.query.Examples.pictured;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.registered;
import static io.talel.query.Examples.removed;
import static io.talel.query.Examples.removedArticle;
import static io.talel.query.Examples.removedImage;
import static io.talel.query.Examples.uploaded;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.view.ArticleQuery.FindArticleById;
import io.talel.kernel.article.view.ArticleQuery.ListUserArticles;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.article.view.ArticleWithNeighbours;
import io.talel.kernel.article.view.UserArticlesPage;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageQuery.FindImage;
import io.talel.kernel.image.ImageView;
import io.talel.kernel.user.UserProfile;
import io.talel.kernel.user.UserQuery.FindProfile;
import io.talel.kernel.user.UserQuery.FindUser;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.temporal.ChronoUnit;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What readers see of people who change and go, and of what they take away. */
class RemovalsIT {

    private static final Username ERASED = new Username("deleted user");

    private static PostgresDatabase database;
    private static QueryNode node;

    @BeforeAll
    static void a_log_has_been_projected() {
        database = SharedServers.newDatabase();
        node = QueryNode.start(database, new InMemoryEventStorageEngine());
        node.log()
                .publish(
                        event(registered(ADA, "ada"), 0, MONDAY),
                        event(registered(BOB, "bob"), 0, MONDAY),
                        event(published(1, ADA, "First"), 0, MONDAY),
                        event(published(2, ADA, "Second"), 0, MONDAY.plusSeconds(1)),
                        event(published(3, ADA, "Third"), 0, MONDAY.plusSeconds(2)),
                        event(published(4, BOB, "Fourth"), 0, MONDAY.plusSeconds(3)),
                        event(uploaded(9, ADA, "sunset_k3v9x.jpg"), 0, MONDAY));
        assertThat(node.reaches(new StreamVersion("article-2", 0))).isTrue();
        assertThat(node.reaches(new StreamVersion("image-9", 0))).isTrue();
        assertThat(node.reaches(new StreamVersion("user-8", 0))).isTrue();
        node.log()
                .publish(
                        event(moved(ADA, "London"), 1, MONDAY.plusSeconds(10)),
                        event(pictured(ADA, "http://talel.io/ada.jpg"), 2, MONDAY.plusSeconds(11)),
                        event(moved(BOB, "Paris"), 1, MONDAY.plusSeconds(12)),
                        event(removed(BOB), 2, MONDAY.plusSeconds(13)),
                        event(removedArticle(2), 1, MONDAY.plusSeconds(14)),
                        event(removedImage(9), 1, MONDAY.plusSeconds(15)));
        assertThat(node.reaches(new StreamVersion("user-7", 2))).isTrue();
        assertThat(node.reaches(new StreamVersion("user-8", 2))).isTrue();
        assertThat(node.reaches(new StreamVersion("article-2", 1))).isTrue();
        assertThat(node.reaches(new StreamVersion("image-9", 1))).isTrue();
        assertThat(node.reaches(new StreamVersion("article-4", 0))).isTrue();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void a_user_is_shown_with_what_they_changed() {
        UserProfile profile = node.find(new FindProfile(new Username("ada")), UserProfile.class)
                .orElseThrow();

        assertThat(profile.user())
                .isEqualTo(new UserView(ADA, 2, new Username("ada"), "London", "http://talel.io/ada.jpg"));
        assertThat(profile.createdAt()).isEqualTo(MONDAY.truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void an_article_shows_its_author_as_they_are_now() {
        assertThat(page("first").author().location()).isEqualTo("London");
    }

    @Test
    void a_removed_article_is_found_nowhere() {
        assertThat(node.article(new Slug("second"))).isEmpty();
        assertThat(node.find(new FindArticleById(new ArticleId(2)), ArticleWithNeighbours.class))
                .isEmpty();
        UserArticlesPage articles = node.find(new ListUserArticles(new Username("ada"), 1, 10), UserArticlesPage.class)
                .orElseThrow();
        assertThat(articles.articles())
                .extracting(ArticleView::slug)
                .containsExactly(new Slug("third"), new Slug("first"));
        assertThat(articles.total()).isEqualTo(2);
        assertThat(node.find(new FindProfile(new Username("ada")), UserProfile.class))
                .get()
                .extracting(UserProfile::articles)
                .isEqualTo(2L);
    }

    @Test
    void a_removed_article_is_no_neighbour() {
        assertThat(page("first").next())
                .extracting(ArticleWithNeighbours.Neighbour::slug)
                .isEqualTo(new Slug("third"));
        assertThat(page("third").previous())
                .extracting(ArticleWithNeighbours.Neighbour::slug)
                .isEqualTo(new Slug("first"));
    }

    @Test
    void a_removed_image_is_found_no_more() {
        assertThat(node.find(new FindImage(ADA, new ImageFileName("sunset_k3v9x.jpg")), ImageView.class))
                .isEmpty();
    }

    @Test
    void the_articles_of_a_removed_user_stay_under_the_name_of_erased_persons() {
        assertThat(page("fourth").author()).isEqualTo(new UserView(BOB, 2, ERASED, "", "default.jpg"));
    }

    @Test
    void a_removed_user_is_found_by_no_name() {
        for (Username name : new Username[] {new Username("bob"), ERASED}) {
            assertThat(node.find(new FindUser(name), UserView.class)).isEmpty();
            assertThat(node.find(new FindProfile(name), UserProfile.class)).isEmpty();
            assertThat(node.find(new ListUserArticles(name, 1, 10), UserArticlesPage.class))
                    .isEmpty();
        }
    }

    @Test
    void versions_of_what_was_removed_are_seen_by_a_node_that_heard_of_none() {
        try (QueryNode later =
                QueryNode.start(database, new InMemoryEventStorageEngine(), "talelio.projections.enabled=false")) {
            assertThat(later.reaches(new StreamVersion("article-2", 1))).isTrue();
            assertThat(later.reaches(new StreamVersion("image-9", 1))).isTrue();
            assertThat(later.reaches(new StreamVersion("user-8", 2))).isTrue();
        }
    }

    private static ArticleWithNeighbours page(String slug) {
        return node.article(new Slug(slug)).orElseThrow();
    }
}
