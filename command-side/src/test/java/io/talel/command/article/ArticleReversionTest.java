package io.talel.command.article;

import static io.talel.command.Articles.HELLO;
import static io.talel.command.Articles.content;
import static io.talel.command.Articles.drafted;
import static io.talel.command.Articles.published;
import static io.talel.command.Articles.removed;
import static io.talel.command.Articles.retitled;
import static io.talel.command.Articles.revert;
import static io.talel.command.Articles.revised;
import static io.talel.command.article.ArticleFixtures.NOW;
import static io.talel.command.article.ArticleFixtures.state;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleCommand.RevertArticle;
import io.talel.kernel.article.ArticleEvent.ArticleRepublished;
import io.talel.kernel.article.ArticleEvent.ArticleRetitled;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.user.UserId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleReversionTest {

    private static final UserId ADA = new UserId(7);
    private static final UserId BOB = new UserId(8);

    private final AggregateTestFixture<Article> article = ArticleFixtures.create();

    @Test
    void an_article_says_again_what_it_said_in_a_new_version() {
        article.givenCurrentTime(NOW)
                .andGiven(published(HELLO, "Hello"), revised(HELLO, "# Bye"), revised(HELLO, "# Later"))
                .when(revert(HELLO, 1))
                .expectEvents(revised(HELLO, "# Bye"))
                .expectResultMessagePayload(state(3, ArticleStatus.PUBLISHED, "Hello", "# Bye"));
    }

    @Test
    void the_title_of_then_comes_back_too() {
        article.given(
                        published(HELLO, "Hello"),
                        revised(HELLO, "# Bye"),
                        ArticleRetitled.of(HELLO, content("Good Morning", "# Later")))
                .when(revert(HELLO, 1))
                .expectEvents(ArticleRetitled.of(HELLO, content("Hello", "# Bye")));
    }

    @Test
    void a_reversion_can_be_reverted() {
        article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"), revised(HELLO, "# Hello"))
                .when(revert(HELLO, 1))
                .expectEvents(revised(HELLO, "# Bye"));
    }

    @Test
    void a_version_that_changed_no_text_means_the_text_of_then() {
        article.given(
                        drafted(HELLO, "Hello", 1),
                        revised(HELLO, "# Bye"),
                        new ArticleRepublished(HELLO),
                        new ArticleUnpublished(HELLO),
                        retitled(HELLO, "Good Morning"))
                .when(revert(HELLO, 3))
                .expectEvents(ArticleRetitled.of(HELLO, content("Hello", "# Bye")));
    }

    @Test
    void a_draft_stays_a_draft() {
        article.givenCurrentTime(NOW)
                .andGiven(published(HELLO, "Hello"), revised(HELLO, "# Bye"), new ArticleUnpublished(HELLO))
                .when(revert(HELLO, 0))
                .expectEvents(revised(HELLO, "# Hello"))
                .expectResultMessagePayload(state(3, ArticleStatus.DRAFT, "Hello", "# Hello"));
    }

    @Test
    void what_its_author_said_comes_back_and_not_what_readers_saw_instead() {
        article.given(
                        published(HELLO, "Hello"),
                        revised(HELLO, "# Bye"),
                        VersionPinned.of(HELLO, 0, content("Hello", "# Hello")),
                        revised(HELLO, "# Later"))
                .when(revert(HELLO, 2))
                .expectEvents(revised(HELLO, "# Bye"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 3})
    void a_version_that_says_the_same_records_nothing(long version) {
        article.given(
                        published(HELLO, "Hello"),
                        revised(HELLO, "# Bye"),
                        revised(HELLO, "# Hello"),
                        new ArticleUnpublished(HELLO))
                .when(revert(HELLO, version))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, Long.MAX_VALUE})
    void a_version_that_it_never_had_is_refused(long version) {
        article.given(published(HELLO, "Hello"))
                .when(revert(HELLO, version))
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionMessage(new Refusal.UnknownVersion(HELLO, version).toString());
    }

    @Test
    void another_version_than_expected_is_refused() {
        article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"))
                .when(new RevertArticle(HELLO, ADA, 0L, 0))
                .expectNoEvents()
                .expectExceptionMessage(new Refusal.OtherVersion(HELLO.toString()).toString());
    }

    @Test
    void only_the_author_reverts() {
        article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"))
                .when(new RevertArticle(HELLO, BOB, null, 0))
                .expectNoEvents()
                .expectExceptionMessage(new Refusal.NotTheAuthor(HELLO).toString());
    }

    @Test
    void strangers_do_not_learn_of_a_draft() {
        article.given(drafted(HELLO, "Hello", 1), revised(HELLO, "# Bye"))
                .when(new RevertArticle(HELLO, BOB, null, 0))
                .expectExceptionMessage(new Refusal.Unknown(HELLO.toString()).toString());
    }

    @Test
    void a_removed_article_has_to_be_restored_first() {
        article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"), new ArticleTrashed(HELLO))
                .when(revert(HELLO, 0))
                .expectNoEvents()
                .expectExceptionMessage(new Refusal.Unknown(HELLO.toString()).toString());
    }

    @Test
    void nothing_of_an_erased_person_comes_back() {
        article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"), removed(HELLO))
                .when(revert(HELLO, 0))
                .expectNoEvents()
                .expectExceptionMessage(new Refusal.Unknown(HELLO.toString()).toString());
    }
}
