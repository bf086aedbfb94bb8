package io.talel.command.article;

import static io.talel.command.Articles.HELLO;
import static io.talel.command.Articles.draft;
import static io.talel.command.Articles.drafted;
import static io.talel.command.Articles.publish;
import static io.talel.command.Articles.publishDraft;
import static io.talel.command.Articles.published;
import static io.talel.command.Articles.remove;
import static io.talel.command.Articles.removed;
import static io.talel.command.Articles.restore;
import static io.talel.command.Articles.revised;
import static io.talel.command.Articles.trash;
import static io.talel.command.Articles.unpublish;
import static io.talel.command.article.ArticleFixtures.NOW;
import static io.talel.command.article.ArticleFixtures.state;

import io.talel.command.personal.TestKeys;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleCommand.RemoveHiddenArticle;
import io.talel.kernel.article.ArticleEvent.ArticleRepublished;
import io.talel.kernel.article.ArticleEvent.ArticleRestored;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleStatus;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class ArticleTest {

    private AggregateTestFixture<Article> article = ArticleFixtures.create();

    @Test
    void a_published_article_gets_the_free_slug_of_its_title() {
        article.givenCurrentTime(NOW)
                .when(publish(HELLO, "Hello World"))
                .expectEvents(published(HELLO, "Hello World", 3))
                .expectResultMessagePayload(
                        new Recorded<>(new StreamVersion("article-42", 0), NOW, published(HELLO, "Hello World", 3)));
    }

    @Test
    void nothing_is_published_of_an_author_who_is_not_there() {
        AggregateTestFixture<Article> ofNobody = new AggregateTestFixture<>(Article.class);
        ofNobody.registerAnnotatedCommandHandler(
                new NewArticles(ofNobody.getRepository(), (_, _) -> 3, TestKeys.OF_NOBODY));

        ofNobody.givenNoPriorActivity()
                .when(publish(HELLO, "Hello World"))
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionMessage(new Refusal.Unknown("user-7").toString());
    }

    @Test
    void a_draft_gets_the_free_slug_of_its_title_too() {
        article.givenCurrentTime(NOW)
                .when(draft(HELLO, "Hello World"))
                .expectEvents(drafted(HELLO, "Hello World", 3))
                .expectResultMessagePayload(
                        new Recorded<>(new StreamVersion("article-42", 0), NOW, drafted(HELLO, "Hello World", 3)));
    }

    @Test
    void no_draft_is_begun_of_an_author_who_is_not_there() {
        AggregateTestFixture<Article> ofNobody = new AggregateTestFixture<>(Article.class);
        ofNobody.registerAnnotatedCommandHandler(
                new NewArticles(ofNobody.getRepository(), (_, _) -> 3, TestKeys.OF_NOBODY));

        ofNobody.givenNoPriorActivity()
                .when(draft(HELLO, "Hello World"))
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionMessage(new Refusal.Unknown("user-7").toString());
    }

    @Test
    void an_article_is_removed() {
        article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"))
                .when(remove(HELLO))
                .expectEvents(removed(HELLO))
                .expectResultMessagePayload(new StreamVersion("article-42", 2));
    }

    @Test
    void a_removed_article_is_removed_already() {
        article.given(published(HELLO, "Hello"), removed(HELLO))
                .when(remove(HELLO))
                .expectNoEvents()
                .expectResultMessagePayload(new StreamVersion("article-42", 1));
    }

    @Test
    void an_article_that_nobody_published_cannot_be_removed() {
        article.givenNoPriorActivity()
                .when(remove(HELLO))
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void a_draft_is_published() {
        article.given(drafted(HELLO, "Hello", 1)).when(publishDraft(HELLO)).expectEvents(new DraftPublished(HELLO));
    }

    @Test
    void the_first_publication_counts_as_the_creation() {
        article.givenCurrentTime(NOW.minusSeconds(60))
                .andGiven(drafted(HELLO, "Hello", 1))
                .andGivenCurrentTime(NOW)
                .andGiven(new DraftPublished(HELLO))
                .when(publishDraft(HELLO))
                .expectNoEvents()
                .expectResultMessagePayload(state(1, ArticleStatus.PUBLISHED, "Hello", "# Hello"));
    }

    @Test
    void a_published_article_is_a_draft_again_and_is_published_again() {
        article.given(published(HELLO, "Hello")).when(unpublish(HELLO)).expectEvents(new ArticleUnpublished(HELLO));
        article = ArticleFixtures.create();
        article.given(published(HELLO, "Hello"), new ArticleUnpublished(HELLO))
                .when(publishDraft(HELLO))
                .expectEvents(new ArticleRepublished(HELLO));
    }

    @Test
    void a_draft_that_was_published_once_is_published_again() {
        article.given(drafted(HELLO, "Hello", 1), new DraftPublished(HELLO), new ArticleUnpublished(HELLO))
                .when(publishDraft(HELLO))
                .expectEvents(new ArticleRepublished(HELLO));
    }

    @Test
    void a_draft_is_unpublished_already() {
        article.givenCurrentTime(NOW)
                .andGiven(drafted(HELLO, "Hello", 1))
                .when(unpublish(HELLO))
                .expectNoEvents()
                .expectResultMessagePayload(state(0, ArticleStatus.DRAFT, "Hello", "# Hello"));
    }

    @Test
    void a_trashed_article_can_be_restored_as_it_was() {
        article.given(published(HELLO, "Hello")).when(trash(HELLO)).expectEvents(new ArticleTrashed(HELLO));
        article = ArticleFixtures.create();
        article.givenCurrentTime(NOW)
                .andGiven(published(HELLO, "Hello"), new ArticleTrashed(HELLO))
                .when(restore(HELLO))
                .expectEvents(new ArticleRestored(HELLO))
                .expectResultMessagePayload(state(2, ArticleStatus.PUBLISHED, "Hello", "# Hello"));
    }

    @Test
    void a_trashed_article_is_trashed_already() {
        article.givenCurrentTime(NOW)
                .andGiven(published(HELLO, "Hello"), new ArticleTrashed(HELLO))
                .when(trash(HELLO))
                .expectNoEvents()
                .expectResultMessagePayload(state(1, ArticleStatus.REMOVED, "Hello", "# Hello"));
    }

    @Test
    void an_article_that_is_not_trashed_needs_no_restoring() {
        article.givenCurrentTime(NOW)
                .andGiven(drafted(HELLO, "Hello", 1))
                .when(restore(HELLO))
                .expectNoEvents()
                .expectResultMessagePayload(state(0, ArticleStatus.DRAFT, "Hello", "# Hello"));
    }

    @Test
    void a_hidden_article_is_removed_for_ever_and_a_public_one_stays() {
        article.given(drafted(HELLO, "Hello", 1))
                .when(new RemoveHiddenArticle(HELLO))
                .expectEvents(removed(HELLO));
        article = ArticleFixtures.create();
        article.given(published(HELLO, "Hello"), new ArticleTrashed(HELLO))
                .when(new RemoveHiddenArticle(HELLO))
                .expectEvents(removed(HELLO));
        article = ArticleFixtures.create();
        article.given(published(HELLO, "Hello"))
                .when(new RemoveHiddenArticle(HELLO))
                .expectNoEvents()
                .expectResultMessagePayload(new StreamVersion("article-42", 0));
        article = ArticleFixtures.create();
        article.given(drafted(HELLO, "Hello", 1), removed(HELLO))
                .when(new RemoveHiddenArticle(HELLO))
                .expectNoEvents();
    }
}
