package io.talel.command.article;

import static io.talel.command.Articles.HELLO;
import static io.talel.command.Articles.content;
import static io.talel.command.Articles.dialect;
import static io.talel.command.Articles.draft;
import static io.talel.command.Articles.drafted;
import static io.talel.command.Articles.edit;
import static io.talel.command.Articles.language;
import static io.talel.command.Articles.publish;
import static io.talel.command.Articles.publishDraft;
import static io.talel.command.Articles.published;
import static io.talel.command.Articles.remove;
import static io.talel.command.Articles.removed;
import static io.talel.command.Articles.restore;
import static io.talel.command.Articles.retitle;
import static io.talel.command.Articles.retitled;
import static io.talel.command.Articles.revise;
import static io.talel.command.Articles.reviseBy;
import static io.talel.command.Articles.revised;
import static io.talel.command.Articles.tags;
import static io.talel.command.Articles.trash;
import static io.talel.command.Articles.unpublish;

import io.talel.command.personal.TestKeys;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleCommand.Change;
import io.talel.kernel.article.ArticleCommand.PublishDraft;
import io.talel.kernel.article.ArticleCommand.RemoveHiddenArticle;
import io.talel.kernel.article.ArticleCommand.RestoreArticle;
import io.talel.kernel.article.ArticleCommand.TrashArticle;
import io.talel.kernel.article.ArticleCommand.UnpublishArticle;
import io.talel.kernel.article.ArticleContent;
import io.talel.kernel.article.ArticleEdit;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleRepublished;
import io.talel.kernel.article.ArticleEvent.ArticleRestored;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleState;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Dialect;
import io.talel.kernel.article.Markdown;
import io.talel.kernel.article.Slug;
import io.talel.kernel.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArticleTest {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.000007Z");

    private static final UserId AUTHOR = published(HELLO, "Hello").authorId();
    private static final UserId STRANGER = new UserId(8);

    private AggregateTestFixture<Article> article;

    @BeforeEach
    void setUp() {
        article = new AggregateTestFixture<>(Article.class);
        article.registerAnnotatedCommandHandler(
                new ArticlePublishing(article.getRepository(), (_, _) -> 3, TestKeys.OF_EVERYBODY));
        article.registerAnnotatedCommandHandler(new ArticleRevising(article.getRepository(), this::last));
    }

    private Optional<DomainEventMessage<?>> last(String stream, long upTo, List<Class<?>> kinds) {
        return article.getEventStore()
                .readEvents(stream)
                .asStream()
                .filter(event -> event.getSequenceNumber() <= upTo && kinds.contains(event.getPayloadType()))
                .<DomainEventMessage<?>>map(event -> event)
                .reduce((_, later) -> later);
    }

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
                new ArticlePublishing(ofNobody.getRepository(), (_, _) -> 3, TestKeys.OF_NOBODY));

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
                new ArticlePublishing(ofNobody.getRepository(), (_, _) -> 3, TestKeys.OF_NOBODY));

        ofNobody.givenNoPriorActivity()
                .when(draft(HELLO, "Hello World"))
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionMessage(new Refusal.Unknown("user-7").toString());
    }

    @Test
    void a_revision_replaces_what_it_names_and_answers_the_article() {
        article.givenCurrentTime(NOW)
                .andGiven(published(HELLO, "Hello"))
                .when(revise(HELLO, 0, "# Bye"))
                .expectEvents(revised(HELLO, "# Bye"))
                .expectResultMessagePayload(state(1, ArticleStatus.PUBLISHED, "Hello", "# Bye"));
    }

    @Test
    void a_new_title_is_an_event_of_its_own_and_keeps_the_slug() {
        article.givenCurrentTime(NOW)
                .andGiven(published(HELLO, "Hello"))
                .when(retitle(HELLO, "Good Morning"))
                .expectEvents(retitled(HELLO, "Good Morning"))
                .expectResultMessagePayload(state(1, ArticleStatus.PUBLISHED, "Good Morning", "# Hello"));
    }

    @Test
    void a_revision_keeps_the_title_that_was_given_last() {
        article.givenCurrentTime(NOW)
                .andGiven(published(HELLO, "Hello"), retitled(HELLO, "Good Morning"))
                .when(revise(HELLO, 1, "# Bye"))
                .expectEvents(revised(HELLO, "# Bye"))
                .expectResultMessagePayload(state(2, ArticleStatus.PUBLISHED, "Good Morning", "# Bye"));
    }

    @Test
    void a_draft_is_revised_too() {
        article.given(drafted(HELLO, "Hello", 1))
                .when(revise(HELLO, 0, "# Bye"))
                .expectEvents(revised(HELLO, "# Bye"));
    }

    @Test
    void a_revision_of_a_revised_article_is_compared_with_the_last_one() {
        article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"))
                .when(revise(HELLO, 1, "# Hello"))
                .expectEvents(revised(HELLO, "# Hello"));
    }

    @Test
    void a_revision_that_changes_nothing_records_nothing() {
        article.givenCurrentTime(NOW)
                .andGiven(published(HELLO, "Hello"))
                .when(revise(HELLO, 0, "# Hello"))
                .expectNoEvents()
                .expectResultMessagePayload(state(0, ArticleStatus.PUBLISHED, "Hello", "# Hello"));
    }

    @Test
    void a_revision_of_an_older_version_keeps_what_has_changed_since() {
        article.givenCurrentTime(NOW)
                .andGiven(published(HELLO, "Hello"), retitled(HELLO, "Good Morning"))
                .when(revise(HELLO, 0, "# Bye"))
                .expectEvents(revised(HELLO, "# Bye"))
                .expectResultMessagePayload(state(2, ArticleStatus.PUBLISHED, "Good Morning", "# Bye"));
    }

    @Test
    void a_revision_of_an_older_version_is_merged_by_lines() {
        article.given(published(HELLO, "Hello"), revised(HELLO, "One.\n\nTwo."), revised(HELLO, "One.\n\nTwo!"))
                .when(revise(HELLO, 1, "One!\n\nTwo."))
                .expectEvents(revised(HELLO, "One!\n\nTwo!"));
    }

    @Test
    void a_revision_that_changes_the_same_in_another_way_is_refused_with_both_and_their_base() {
        ArticleContent base = published(HELLO, "Hello").content();
        article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"))
                .when(revise(HELLO, 0, "# Hi"))
                .expectNoEvents()
                .expectException(
                        matching(new Refusal.EditConflict(HELLO, 1, base, with(base, "# Hi"), with(base, "# Bye"))));
    }

    @Test
    void tags_of_both_edits_are_kept_together() {
        ArticleContent base = content("Hello", "# Hello");
        article.given(published(HELLO, "Hello"), ArticleRevised.of(HELLO, tags("news", "old").revise(base)))
                .andGivenCommands(edit(HELLO, 1, tags("news", "theirs")))
                .when(edit(HELLO, 1, tags("news", "old", "ours")))
                .expectEvents(ArticleRevised.of(HELLO, tags("news", "theirs", "ours").revise(base)));
    }

    @Test
    void a_dialect_is_revised_like_a_text() {
        article.given(published(HELLO, "Hello"))
                .when(edit(HELLO, 0, dialect(Dialect.COMMON_MARK)))
                .expectEvents(ArticleRevised.of(
                        HELLO, dialect(Dialect.COMMON_MARK).revise(content("Hello", "# Hello"))));
    }

    @Test
    void a_language_that_both_have_changed_is_a_conflict() {
        ArticleContent base = content("Hello", "# Hello");
        article.given(published(HELLO, "Hello"), ArticleRevised.of(HELLO, language("de").revise(base)))
                .when(edit(HELLO, 0, language("en")))
                .expectNoEvents()
                .expectException(matching(new Refusal.EditConflict(
                        HELLO, 1, base, language("en").revise(base), language("de").revise(base))));
    }

    @Test
    void a_revision_that_was_made_already_records_nothing() {
        article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"))
                .when(revise(HELLO, 0, "# Bye"))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void a_revision_of_a_version_that_is_not_there_yet_is_refused() {
        article.given(published(HELLO, "Hello"))
                .when(revise(HELLO, 1, "# Hi"))
                .expectNoEvents()
                .expectException(matching(new Refusal.OtherVersion("article-42")));
    }

    private static Matcher<Throwable> matching(Refusal refusal) {
        return new CustomTypeSafeMatcher<>("refused with " + refusal) {
            @Override
            protected boolean matchesSafely(Throwable failure) {
                return failure instanceof CommandRefused refused
                        && refused.refusal().equals(refusal);
            }
        };
    }

    private static ArticleContent with(ArticleContent content, String body) {
        return ArticleEdit.of(new Markdown(body)).revise(content);
    }

    @Test
    void an_article_that_nobody_published_cannot_be_revised() {
        article.givenNoPriorActivity()
                .when(revise(HELLO, 0, "# Hi"))
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
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
    void a_removed_article_refuses_a_revision() {
        article.given(published(HELLO, "Hello"), removed(HELLO))
                .when(revise(HELLO, 1, "# Hi"))
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionMessage(new Refusal.Unknown("article-42").toString());
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
        setUp();
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
        setUp();
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
    void a_trashed_article_is_unknown_to_every_other_change() {
        for (Change change : List.of(revise(HELLO, 1, "# Hi"), publishDraft(HELLO), unpublish(HELLO))) {
            setUp();
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
            setUp();
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
                setUp();
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
                setUp();
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
            setUp();
            article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"))
                    .when(change)
                    .expectNoEvents()
                    .expectException(CommandRefused.class)
                    .expectExceptionMessage(new Refusal.OtherVersion("article-42").toString());
        }
    }

    @Test
    void a_hidden_article_is_removed_for_ever_and_a_public_one_stays() {
        article.given(drafted(HELLO, "Hello", 1))
                .when(new RemoveHiddenArticle(HELLO))
                .expectEvents(removed(HELLO));
        setUp();
        article.given(published(HELLO, "Hello"), new ArticleTrashed(HELLO))
                .when(new RemoveHiddenArticle(HELLO))
                .expectEvents(removed(HELLO));
        setUp();
        article.given(published(HELLO, "Hello"))
                .when(new RemoveHiddenArticle(HELLO))
                .expectNoEvents()
                .expectResultMessagePayload(new StreamVersion("article-42", 0));
        setUp();
        article.given(drafted(HELLO, "Hello", 1), removed(HELLO))
                .when(new RemoveHiddenArticle(HELLO))
                .expectNoEvents();
    }

    @Test
    void a_removed_article_is_unknown_to_every_change() {
        for (Change change : changesBy(AUTHOR)) {
            setUp();
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

    /** Everything happened at {@link #NOW}. */
    private static ArticleState state(long version, ArticleStatus status, String title, String body) {
        return new ArticleState(HELLO, version, status, NOW, NOW, new Slug("hello"), content(title, body), false, null);
    }
}
