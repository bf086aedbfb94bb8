package io.talel.command.article;

import static io.talel.command.Articles.HELLO;
import static io.talel.command.Articles.publishDraft;
import static io.talel.command.Articles.published;
import static io.talel.command.Articles.removed;
import static io.talel.command.Articles.revise;
import static io.talel.command.Articles.reviseBy;
import static io.talel.command.Articles.revised;
import static io.talel.command.Articles.unpublish;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleCommand.Change;
import io.talel.kernel.article.ArticleCommand.PublishDraft;
import io.talel.kernel.article.ArticleCommand.RestoreArticle;
import io.talel.kernel.article.ArticleCommand.TrashArticle;
import io.talel.kernel.article.ArticleCommand.UnpublishArticle;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.user.UserId;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

/** Whose changes an article refuses, and what the refusal tells. */
class ArticleRefusalsTest {

    private static final UserId AUTHOR = published(HELLO, "Hello").authorId();

    private static final UserId STRANGER = new UserId(8);

    private AggregateTestFixture<Article> article = ArticleFixtures.create();

    @Test
    void a_trashed_article_is_unknown_to_every_other_change() {
        for (Change change : List.of(revise(HELLO, 1, "# Hi"), publishDraft(HELLO), unpublish(HELLO))) {
            article = ArticleFixtures.create();
            article.given(published(HELLO, "Hello"), new ArticleTrashed(HELLO))
                    .when(change)
                    .expectNoEvents()
                    .expectException(CommandRefused.class)
                    .expectExceptionMessage(new Refusal.Unknown("article-42").toString());
        }
    }

    @Test
    void a_published_article_is_changed_by_its_author_only() {
        for (Change change : changesBy(STRANGER)) {
            article = ArticleFixtures.create();
            article.given(published(HELLO, "Hello"))
                    .when(change)
                    .expectNoEvents()
                    .expectException(CommandRefused.class)
                    .expectExceptionMessage(new Refusal.NotTheAuthor(HELLO).toString());
        }
    }

    @Test
    void what_others_do_not_see_is_unknown_to_them() {
        for (ArticleEvent hidden : List.of(new ArticleUnpublished(HELLO), new ArticleTrashed(HELLO))) {
            for (Change change : changesBy(STRANGER)) {
                article = ArticleFixtures.create();
                article.given(published(HELLO, "Hello"), hidden)
                        .when(change)
                        .expectNoEvents()
                        .expectException(CommandRefused.class)
                        .expectExceptionMessage(new Refusal.Unknown("article-42").toString());
            }
        }
    }

    @Test
    void a_version_tells_strangers_nothing_of_a_hidden_article() {
        for (long version : List.of(0L, 1L, 999_999L)) {
            for (Change change : List.of(
                    new PublishDraft(HELLO, STRANGER, version),
                    new UnpublishArticle(HELLO, STRANGER, version),
                    new TrashArticle(HELLO, STRANGER, version),
                    new RestoreArticle(HELLO, STRANGER, version))) {
                article = ArticleFixtures.create();
                article.given(published(HELLO, "Hello"), new ArticleTrashed(HELLO))
                        .when(change)
                        .expectNoEvents()
                        .expectException(CommandRefused.class)
                        .expectExceptionMessage(new Refusal.Unknown("article-42").toString());
            }
        }
    }

    @Test
    void a_change_of_another_version_is_refused() {
        for (Change change : List.of(
                new PublishDraft(HELLO, AUTHOR, 0L),
                new UnpublishArticle(HELLO, AUTHOR, 0L),
                new TrashArticle(HELLO, AUTHOR, 0L),
                new RestoreArticle(HELLO, AUTHOR, 0L))) {
            article = ArticleFixtures.create();
            article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"))
                    .when(change)
                    .expectNoEvents()
                    .expectException(CommandRefused.class)
                    .expectExceptionMessage(new Refusal.OtherVersion("article-42").toString());
        }
    }

    @Test
    void a_removed_article_is_unknown_to_every_change() {
        for (Change change : changesBy(AUTHOR)) {
            article = ArticleFixtures.create();
            article.given(published(HELLO, "Hello"), removed(HELLO))
                    .when(change)
                    .expectNoEvents()
                    .expectException(CommandRefused.class)
                    .expectExceptionMessage(new Refusal.Unknown("article-42").toString());
        }
    }

    private static List<Change> changesBy(UserId actor) {
        return List.of(
                reviseBy(actor, HELLO),
                new PublishDraft(HELLO, actor, null),
                new UnpublishArticle(HELLO, actor, null),
                new TrashArticle(HELLO, actor, null),
                new RestoreArticle(HELLO, actor, null));
    }
}
