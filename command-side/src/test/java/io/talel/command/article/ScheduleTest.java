package io.talel.command.article;

import static io.talel.command.Articles.HELLO;
import static io.talel.command.Articles.cancelSchedule;
import static io.talel.command.Articles.content;
import static io.talel.command.Articles.drafted;
import static io.talel.command.Articles.publishDraft;
import static io.talel.command.Articles.published;
import static io.talel.command.Articles.revised;
import static io.talel.command.Articles.schedule;
import static io.talel.command.Articles.scheduled;
import static io.talel.command.Articles.trash;
import static io.talel.command.Articles.unpublish;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.article.schedule.CarryOutSchedule;
import io.talel.command.personal.TestKeys;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleCommand.CancelSchedule;
import io.talel.kernel.article.ArticleCommand.ScheduleArticle;
import io.talel.kernel.article.ArticleEvent.ArticleRepublished;
import io.talel.kernel.article.ArticleEvent.ArticleRestored;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.ScheduleCancelled;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
import io.talel.kernel.article.ScheduledTime;
import io.talel.kernel.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final String MARCH = "2026-03-01T09:30:00Z";
    private static final String APRIL = "2026-04-01T09:30:00Z";
    private static final UserId STRANGER = new UserId(8);

    private final OneSchedule schedules = new OneSchedule();
    private AggregateTestFixture<Article> article;

    @BeforeEach
    void setUp() {
        article = new AggregateTestFixture<>(Article.class);
        article.registerAnnotatedCommandHandler(
                new ScheduleExecution(article.getRepository(), schedules, TestKeys.OF_EVERYBODY));
    }

    @Test
    void a_draft_is_scheduled() {
        article.given(drafted(HELLO, "Hello", 1))
                .when(schedule(HELLO, MARCH, APRIL))
                .expectEvents(scheduled(HELLO, MARCH, APRIL));
    }

    @Test
    void the_same_schedule_again_records_nothing() {
        article.given(drafted(HELLO, "Hello", 1), scheduled(HELLO, MARCH, APRIL))
                .when(schedule(HELLO, MARCH, APRIL))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void the_same_times_for_another_text_are_another_schedule() {
        article.given(drafted(HELLO, "Hello", 1), scheduled(HELLO, MARCH, ""), revised(HELLO, "# Later"))
                .when(schedule(HELLO, MARCH, ""))
                .expectEvents(scheduled(HELLO, MARCH, ""));
    }

    @Test
    void a_published_article_can_only_be_taken_back_later() {
        article.given(published(HELLO, "Hello"))
                .when(schedule(HELLO, "", APRIL))
                .expectEvents(scheduled(HELLO, "", APRIL));
        setUp();
        article.given(published(HELLO, "Hello"))
                .when(schedule(HELLO, MARCH, APRIL))
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionMessage(new Refusal.AlreadyPublished(HELLO).toString());
    }

    @Test
    void later_edits_that_are_kept_from_readers_can_be_published_later() {
        article.given(
                        drafted(HELLO, "Hello", 1),
                        VersionPinned.of(HELLO, 0, content("Old", "")),
                        new DraftPublished(HELLO))
                .when(schedule(HELLO, MARCH, ""))
                .expectEvents(scheduled(HELLO, MARCH, ""));
    }

    @Test
    void only_the_author_schedules_and_nobody_else_learns_of_a_draft() {
        article.given(drafted(HELLO, "Hello", 1))
                .when(new ScheduleArticle(HELLO, STRANGER, null, ScheduledTime.of(MARCH), ScheduledTime.NEVER))
                .expectNoEvents()
                .expectExceptionMessage(new Refusal.Unknown("article-42").toString());
        setUp();
        article.given(published(HELLO, "Hello"))
                .when(new ScheduleArticle(HELLO, STRANGER, null, ScheduledTime.NEVER, ScheduledTime.of(APRIL)))
                .expectNoEvents()
                .expectExceptionMessage(new Refusal.NotTheAuthor(HELLO).toString());
    }

    @Test
    void a_schedule_of_another_version_is_refused() {
        article.given(drafted(HELLO, "Hello", 1), revised(HELLO, "# Later"))
                .when(new ScheduleArticle(
                        HELLO, drafted(HELLO, "Hello", 1).authorId(), 0L, ScheduledTime.of(MARCH), ScheduledTime.NEVER))
                .expectNoEvents()
                .expectExceptionMessage(new Refusal.OtherVersion("article-42").toString());
    }

    @Test
    void a_schedule_is_cancelled_once() {
        article.given(drafted(HELLO, "Hello", 1), scheduled(HELLO, MARCH, ""))
                .when(cancelSchedule(HELLO))
                .expectEvents(new ScheduleCancelled(HELLO));
        setUp();
        article.given(drafted(HELLO, "Hello", 1), scheduled(HELLO, MARCH, ""), new ScheduleCancelled(HELLO))
                .when(cancelSchedule(HELLO))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void only_the_author_cancels() {
        article.given(published(HELLO, "Hello"), scheduled(HELLO, "", APRIL))
                .when(new CancelSchedule(HELLO, STRANGER, null))
                .expectNoEvents()
                .expectExceptionMessage(new Refusal.NotTheAuthor(HELLO).toString());
    }

    @Test
    void what_is_due_is_published() {
        at(MARCH);
        article.given(drafted(HELLO, "Hello", 1), scheduled(HELLO, MARCH, APRIL))
                .when(new CarryOutSchedule(HELLO, 1))
                .expectEvents(new DraftPublished(HELLO));
    }

    @Test
    void later_edits_are_kept_from_readers() {
        at(MARCH);
        article.given(drafted(HELLO, "Hello", 1), scheduled(HELLO, MARCH, ""), revised(HELLO, "# Later"))
                .when(new CarryOutSchedule(HELLO, 1))
                .expectEvents(VersionPinned.of(HELLO, 1, content("Hello", "# Hello")), new DraftPublished(HELLO));
    }

    @Test
    void later_edits_are_published_by_their_author() {
        article.given(
                        drafted(HELLO, "Hello", 1),
                        revised(HELLO, "# Later"),
                        VersionPinned.of(HELLO, 0, content("Hello", "# Hello")),
                        new DraftPublished(HELLO))
                .when(publishDraft(HELLO))
                .expectEvents(new VersionUnpinned(HELLO));
    }

    @Test
    void later_edits_are_published_once() {
        article.given(
                        drafted(HELLO, "Hello", 1),
                        revised(HELLO, "# Later"),
                        VersionPinned.of(HELLO, 0, content("Hello", "# Hello")),
                        new DraftPublished(HELLO),
                        new VersionUnpinned(HELLO))
                .when(publishDraft(HELLO))
                .expectNoEvents();
    }

    @Test
    void what_is_due_is_done_once() {
        at(MARCH);
        article.given(drafted(HELLO, "Hello", 1), scheduled(HELLO, MARCH, ""), new DraftPublished(HELLO))
                .when(new CarryOutSchedule(HELLO, 1))
                .expectNoEvents();
        assertThat(schedules.removed).isEqualTo(1);
    }

    @Test
    void what_is_not_due_is_left() {
        at("2026-02-28T00:00:00Z");
        article.given(drafted(HELLO, "Hello", 1), scheduled(HELLO, MARCH, ""))
                .when(new CarryOutSchedule(HELLO, 1))
                .expectNoEvents();
        assertThat(schedules.removed).isNull();
    }

    @Test
    void what_another_node_is_doing_is_left() {
        article.given(drafted(HELLO, "Hello", 1), scheduled(HELLO, MARCH, ""))
                .when(new CarryOutSchedule(HELLO, 1))
                .expectNoEvents();
    }

    @Test
    void a_schedule_that_was_replaced_is_not_carried_out() {
        at(APRIL);
        article.given(drafted(HELLO, "Hello", 1), scheduled(HELLO, MARCH, ""), scheduled(HELLO, APRIL, ""))
                .when(new CarryOutSchedule(HELLO, 1))
                .expectNoEvents();
    }

    @Test
    void what_nobody_saw_because_of_an_outage_stays_hidden() {
        at(APRIL);
        article.given(drafted(HELLO, "Hello", 1), scheduled(HELLO, MARCH, APRIL))
                .when(new CarryOutSchedule(HELLO, 1))
                .expectEvents(new ScheduleCancelled(HELLO));
    }

    @Test
    void later_edits_that_nobody_saw_because_of_an_outage_stay_hidden() {
        at(APRIL);
        article.given(
                        drafted(HELLO, "Hello", 1),
                        VersionPinned.of(HELLO, 0, content("Old", "")),
                        new DraftPublished(HELLO),
                        scheduled(HELLO, MARCH, APRIL))
                .when(new CarryOutSchedule(HELLO, 3))
                .expectEvents(new ArticleUnpublished(HELLO), new ScheduleCancelled(HELLO));
    }

    @Test
    void the_end_comes_with_the_same_schedule() {
        at(APRIL);
        article.given(drafted(HELLO, "Hello", 1), scheduled(HELLO, MARCH, APRIL), new DraftPublished(HELLO))
                .when(new CarryOutSchedule(HELLO, 1))
                .expectEvents(new ArticleUnpublished(HELLO));
    }

    @Test
    void the_end_of_a_later_publication_stays_when_the_article_is_taken_back_before() {
        at(APRIL);
        article.given(
                        drafted(HELLO, "Hello", 1),
                        VersionPinned.of(HELLO, 0, content("Old", "")),
                        new DraftPublished(HELLO),
                        scheduled(HELLO, MARCH, APRIL))
                .andGiven(new ArticleUnpublished(HELLO), new VersionUnpinned(HELLO), new ArticleRepublished(HELLO))
                .when(new CarryOutSchedule(HELLO, 3))
                .expectEvents(new ArticleUnpublished(HELLO));
    }

    @Test
    void the_end_of_what_nobody_sees_ends_the_schedule() {
        at(APRIL);
        article.given(drafted(HELLO, "Hello", 1), scheduled(HELLO, "", APRIL))
                .when(new CarryOutSchedule(HELLO, 1))
                .expectEvents(new ScheduleCancelled(HELLO));
    }

    @Test
    void who_publishes_unpublishes_or_removes_first_has_decided() {
        for (Object earlier : List.of(publishDraft(HELLO), unpublish(HELLO), trash(HELLO))) {
            setUp();
            at(APRIL);
            article.given(drafted(HELLO, "Hello", 1), new DraftPublished(HELLO), new ArticleUnpublished(HELLO))
                    .andGiven(scheduled(HELLO, MARCH, ""))
                    .andGivenCommands(publishDraft(HELLO), earlier)
                    .when(new CarryOutSchedule(HELLO, 3))
                    .expectNoEvents();
        }
    }

    @Test
    void a_restored_article_has_no_schedule() {
        at(APRIL);
        article.given(
                        drafted(HELLO, "Hello", 1),
                        scheduled(HELLO, MARCH, ""),
                        new ArticleTrashed(HELLO),
                        new ArticleRestored(HELLO))
                .when(new CarryOutSchedule(HELLO, 1))
                .expectNoEvents();
    }

    @Test
    void an_article_that_was_public_is_published_again() {
        at(MARCH);
        article.given(published(HELLO, "Hello"), new ArticleUnpublished(HELLO), scheduled(HELLO, MARCH, ""))
                .when(new CarryOutSchedule(HELLO, 2))
                .expectEvents(new ArticleRepublished(HELLO));
    }

    private void at(String now) {
        schedules.now = Optional.of(Instant.parse(now));
        schedules.removed = null;
    }
}
