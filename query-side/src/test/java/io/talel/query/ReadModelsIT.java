package io.talel.query;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.BOB;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.registered;
import static io.talel.query.Examples.revised;
import static io.talel.query.Examples.uploaded;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.ArticleQuery.FindArticleById;
import io.talel.kernel.article.view.ArticleQuery.ListUserArticles;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.article.view.ArticleWithNeighbours;
import io.talel.kernel.article.view.ArticleWithNeighbours.Neighbour;
import io.talel.kernel.article.view.UserArticlesPage;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageQuery.FindImage;
import io.talel.kernel.image.ImageView;
import io.talel.kernel.user.UserQuery.FindUser;
import io.talel.kernel.user.UserQuery.FindUserById;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.SharedServers;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReadModelsIT {

    private static final UserView ADAS_VIEW = new UserView(ADA, 0, new Username("ada"), "", "default.jpg");

    private static QueryNode node;

    @BeforeAll
    static void a_log_has_been_projected() {
        node = QueryNode.start(SharedServers.newDatabase(), new InMemoryEventStorageEngine());
        node.log()
                .publish(
                        event(registered(ADA, "ada"), 0, MONDAY),
                        event(registered(BOB, "bob"), 0, MONDAY),
                        event(published(1, ADA, "First"), 0, MONDAY),
                        event(published(3, BOB, "Third"), 0, MONDAY.plusSeconds(1)),
                        event(published(2, ADA, "Second"), 0, MONDAY.plusSeconds(1)),
                        event(uploaded(9, ADA, "sunset_k3v9x.jpg"), 0, MONDAY),
                        event(revised(2, "Better"), 1, MONDAY.plusSeconds(60)));
        assertThat(node.reaches(new StreamVersion("article-1", 0))).isTrue();
        assertThat(node.reaches(new StreamVersion("article-2", 1))).isTrue();
        assertThat(node.reaches(new StreamVersion("article-3", 0))).isTrue();
        assertThat(node.reaches(new StreamVersion("user-7", 0))).isTrue();
        assertThat(node.reaches(new StreamVersion("user-8", 0))).isTrue();
        assertThat(node.reaches(new StreamVersion("image-9", 0))).isTrue();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void an_article_is_found_with_its_author_and_its_neighbours_across_authors() {
        ArticleWithNeighbours page = node.article(new Slug("second")).orElseThrow();

        assertThat(page.author()).isEqualTo(ADAS_VIEW);
        assertThat(page.previous()).isEqualTo(new Neighbour(new Title("First"), new Slug("first")));
        assertThat(page.next()).isEqualTo(new Neighbour(new Title("Third"), new Slug("third")));
    }

    @Test
    void the_first_and_the_last_article_have_one_neighbour() {
        assertThat(page(1).previous()).isNull();
        assertThat(page(3).next()).isNull();
    }

    @Test
    void a_revision_replaces_the_text_and_keeps_slug_title_and_creation() {
        ArticleView article = page(2).article();

        assertThat(article.version()).isEqualTo(1);
        assertThat(article.content().body()).isEqualTo(new Markdown("Better"));
        assertThat(article.rendered().html()).contains("Better").doesNotContain("Second");
        assertThat(article.content().featuredImage()).isEqualTo(new FeaturedImage("https://talel.io/cover.png"));
        assertThat(article.slug()).isEqualTo(new Slug("second"));
        assertThat(article.content().title()).isEqualTo(new Title("Second"));
        assertThat(article.content().tags()).isEqualTo(new Tags(List.of("Revised 6")));
        assertThat(article.content().language()).isEqualTo(new Language("de-CH"));
        assertThat(article.createdAt()).isEqualTo(MONDAY.plusSeconds(1).truncatedTo(ChronoUnit.MICROS));
        assertThat(article.updatedAt()).isEqualTo(MONDAY.plusSeconds(60).truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void a_slug_is_looked_up_exactly() {
        assertThat(node.article(new Slug("Second"))).isEmpty();
        assertThat(node.article(new Slug("secon"))).isEmpty();
    }

    @Test
    void an_authors_articles_come_newest_first_page_by_page() {
        UserArticlesPage first = articles("ada", 1, 1);
        UserArticlesPage second = articles("ada", 2, 1);

        assertThat(first.user()).isEqualTo(ADAS_VIEW);
        assertThat(first.total()).isEqualTo(2);
        assertThat(first.articles()).containsExactly(page(2).article());
        assertThat(second.articles()).containsExactly(page(1).article());
    }

    @Test
    void a_page_out_of_range_has_no_articles_and_an_unknown_author_has_no_page() {
        assertThat(articles("ada", Integer.MAX_VALUE, 100).articles()).isEmpty();
        assertThat(node.find(new ListUserArticles(new Username("eve"), 1, 10), UserArticlesPage.class))
                .isEmpty();
    }

    @Test
    void a_user_is_found_by_name_and_by_id() {
        assertThat(node.find(new FindUser(new Username("ada")), UserView.class)).contains(ADAS_VIEW);
        assertThat(node.find(new FindUserById(ADA), UserView.class)).contains(ADAS_VIEW);
        assertThat(node.find(new FindUser(new Username("Ada")), UserView.class)).isEmpty();
    }

    @Test
    void an_image_is_found_under_its_owner_only() {
        ImageFileName file = new ImageFileName("sunset_k3v9x.jpg");

        ImageView image = node.find(new FindImage(ADA, file), ImageView.class).orElseThrow();

        assertThat(image.stored()).isEqualTo(uploaded(9, ADA, file.value()).stored());
        assertThat(image.createdAt()).isEqualTo(MONDAY.truncatedTo(ChronoUnit.MICROS));
        assertThat(node.find(new FindImage(BOB, file), ImageView.class)).isEmpty();
    }

    private static ArticleWithNeighbours page(long id) {
        return node.find(new FindArticleById(new ArticleId(id)), ArticleWithNeighbours.class)
                .orElseThrow();
    }

    private static UserArticlesPage articles(String author, int page, int limit) {
        return node.find(new ListUserArticles(new Username(author), page, limit), UserArticlesPage.class)
                .orElseThrow();
    }
}
