package io.talel.command.article;

import static io.talel.command.Articles.HELLO;
import static io.talel.command.Articles.content;
import static io.talel.command.Articles.drafted;
import static io.talel.command.Articles.published;
import static io.talel.command.Articles.removed;
import static io.talel.command.Articles.rename;
import static io.talel.command.Articles.retitled;
import static io.talel.command.Articles.revised;
import static io.talel.command.Articles.slugChanged;
import static io.talel.command.article.ArticleFixtures.NOW;
import static io.talel.command.article.ArticleFixtures.matching;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.Refusal.EditConflict;
import io.talel.kernel.Refusal.EditConflict.Slugs;
import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.WantedSlug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.ArticleEdit;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.user.UserId;
import java.util.List;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class ArticleSlugTest {

    private static final UserId AUTHOR = published(HELLO, "Hello").authorId();

    private AggregateTestFixture<Article> article = ArticleFixtures.create();

    @Test
    void an_article_gets_the_slug_that_is_wanted() {
        article.givenCurrentTime(NOW)
                .andGiven(published(HELLO, "Hello"))
                .when(rename(HELLO, "Good-Morning"))
                .expectEvents(slugChanged(HELLO, "good-morning", 1))
                .expectResultMessagePayload(new RecordedArticle(
                        HELLO,
                        1,
                        ArticleStatus.PUBLISHED,
                        NOW,
                        NOW,
                        new Slug("good-morning"),
                        content("Hello", "# Hello"),
                        false,
                        null));
    }

    @Test
    void a_slug_that_another_article_has_comes_with_a_number() {
        article.given(drafted(HELLO, "Hello", 1))
                .when(rename(HELLO, "taken"))
                .expectEvents(slugChanged(HELLO, "taken", 3));
    }

    @Test
    void a_new_title_and_its_slug_come_together() {
        article.given(published(HELLO, "Hello"))
                .when(new ReviseArticle(
                        HELLO, AUTHOR, null, ArticleEdit.of(new Title("Good Morning")), new WantedSlug("Good Morning")))
                .expectEvents(retitled(HELLO, "Good Morning"), slugChanged(HELLO, "good-morning", 1));
    }

    @Test
    void the_present_slug_is_no_change_however_it_is_written() {
        for (String same : List.of("hello", "Hello", " hello! ")) {
            article = ArticleFixtures.create();
            article.given(published(HELLO, "Hello")).when(rename(HELLO, same)).expectNoEvents();
        }
    }

    @Test
    void a_number_that_a_slug_has_already_is_no_change() {
        article.given(published(HELLO, "Taken", 2)).when(rename(HELLO, "taken")).expectNoEvents();
        article = ArticleFixtures.create();
        article.given(published(HELLO, "Taken", 2))
                .when(rename(HELLO, "taken-2"))
                .expectNoEvents();
    }

    @Test
    void an_article_can_go_back_to_a_slug_that_it_had() {
        article.given(published(HELLO, "Hello"), slugChanged(HELLO, "bye", 1))
                .when(rename(HELLO, "hello"))
                .expectEvents(slugChanged(HELLO, "hello", 1));
    }

    @Test
    void a_slug_of_an_older_version_that_was_sent_back_does_not_undo_a_change() {
        article.given(published(HELLO, "Hello"), slugChanged(HELLO, "bye", 1))
                .when(new ReviseArticle(
                        HELLO, AUTHOR, 0L, ArticleEdit.of(new Title("Good Morning")), new WantedSlug("hello")))
                .expectEvents(retitled(HELLO, "Good Morning"));
    }

    @Test
    void a_slug_is_changed_from_an_older_version_if_no_other_one_came_since() {
        article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"))
                .when(rename(HELLO, 0L, "bye"))
                .expectEvents(slugChanged(HELLO, "bye", 1));
    }

    @Test
    void two_changes_of_one_slug_to_different_ones_are_refused_with_both_and_their_base() {
        ArticleContent base = content("Hello", "# Hello");
        article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"), slugChanged(HELLO, "bye", 1))
                .when(new ReviseArticle(
                        HELLO, AUTHOR, 0L, ArticleEdit.of(new Title("Good Morning")), new WantedSlug("Good Morning")))
                .expectNoEvents()
                .expectException(matching(new EditConflict(
                        HELLO,
                        2,
                        base,
                        content("Good Morning", "# Hello"),
                        content("Hello", "# Bye"),
                        Optional.of(new Slugs(new Slug("hello"), new Slug("good-morning"), new Slug("bye"))))));
    }

    @Test
    void the_same_change_again_is_no_change() {
        article.given(published(HELLO, "Hello"), slugChanged(HELLO, "bye", 1))
                .when(rename(HELLO, 0L, "bye"))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void nor_is_it_if_the_slug_has_got_a_number() {
        article.given(published(HELLO, "Hello"), slugChanged(HELLO, "taken", 3))
                .when(rename(HELLO, 0L, "taken"))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void a_slug_that_only_looks_like_the_wanted_one_with_a_number_is_another_one() {
        article.given(published(HELLO, "Hello"), slugChanged(HELLO, "top-10", 1))
                .when(rename(HELLO, 0L, "top"))
                .expectNoEvents()
                .expectException(matching(new EditConflict(
                        HELLO,
                        1,
                        content("Hello", "# Hello"),
                        content("Hello", "# Hello"),
                        content("Hello", "# Hello"),
                        Optional.of(new Slugs(new Slug("hello"), new Slug("top"), new Slug("top-10"))))));
    }

    @Test
    void what_is_in_the_trash_or_gone_keeps_its_slug() {
        for (ArticleEvent end : List.of(new ArticleTrashed(HELLO), removed(HELLO))) {
            article = ArticleFixtures.create();
            article.given(published(HELLO, "Hello"), end)
                    .when(rename(HELLO, "bye"))
                    .expectNoEvents()
                    .expectException(CommandRefused.class)
                    .expectExceptionMessage(new Refusal.Unknown("article-42").toString());
        }
    }

    @Test
    void nobody_else_changes_a_slug() {
        article.given(published(HELLO, "Hello"))
                .when(new ReviseArticle(
                        HELLO, new UserId(8), null, ArticleEdit.of(new Title("Mine")), new WantedSlug("mine")))
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionMessage(new Refusal.NotTheAuthor(HELLO).toString());
    }
}
