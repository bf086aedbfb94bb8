package io.talel.command.article;

import static io.talel.command.Articles.HELLO;
import static io.talel.command.Articles.content;
import static io.talel.command.Articles.drafted;
import static io.talel.command.Articles.published;
import static io.talel.command.Articles.retitled;
import static io.talel.command.Articles.revised;
import static io.talel.command.Articles.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.article.schedule.CarryOutSchedule;
import io.talel.command.personal.TestKeys;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleCommand.RemoveHiddenArticle;
import io.talel.kernel.article.ArticleEvent.ArticleRetitled;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.ScheduleCancelled;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
import io.talel.kernel.article.content.ArticleContent;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Public articles of erased people stay as readers see them, whatever was scheduled. */
class ErasedAuthorsArticlesTest {

    private static final String MARCH = "2026-03-01T09:30:00Z";
    private static final String APRIL = "2026-04-01T09:30:00Z";
    private static final ArticleContent SHOWN = content("Hello", "# Hello");

    private final OneSchedule schedules = new OneSchedule();
    private AggregateTestFixture<Article> article;

    @BeforeEach
    void setUp() {
        article = new AggregateTestFixture<>(Article.class);
        article.registerAnnotatedCommandHandler(
                new ScheduleExecution(article.getRepository(), schedules, TestKeys.OF_NOBODY));
        schedules.now = Optional.of(Instant.parse(APRIL));
    }

    @Test
    void a_draft_is_not_published_later() {
        article.given(drafted(HELLO, "Hello", 1), scheduled(HELLO, MARCH, APRIL))
                .when(new CarryOutSchedule(HELLO, 1))
                .expectEvents(new ScheduleCancelled(HELLO));
        assertThat(schedules.removed).isNull();
    }

    @Test
    void what_is_public_is_not_taken_back_later() {
        article.given(published(HELLO, "Hello"), scheduled(HELLO, "", APRIL))
                .when(new CarryOutSchedule(HELLO, 1))
                .expectEvents(new ScheduleCancelled(HELLO));
        setUp();
        article.given(published(HELLO, "Hello"), scheduled(HELLO, "", APRIL))
                .when(new RemoveHiddenArticle(HELLO))
                .expectEvents(new ScheduleCancelled(HELLO))
                .expectResultMessagePayload(new StreamVersion("article-42", 2));
    }

    @Test
    void a_schedule_that_is_no_more_is_taken_off_the_table() {
        article.given(published(HELLO, "Hello"), scheduled(HELLO, "", APRIL), new ScheduleCancelled(HELLO))
                .when(new CarryOutSchedule(HELLO, 1))
                .expectNoEvents();
        assertThat(schedules.removed).isEqualTo(1);
    }

    @Test
    void edits_that_were_kept_from_readers_are_taken_back() {
        article.given(
                        drafted(HELLO, "Hello", 1),
                        revised(HELLO, "# Later"),
                        VersionPinned.of(HELLO, 0, SHOWN),
                        new DraftPublished(HELLO))
                .when(new RemoveHiddenArticle(HELLO))
                .expectEvents(ArticleRevised.of(HELLO, SHOWN), new VersionUnpinned(HELLO));
    }

    @Test
    void a_title_that_was_kept_from_readers_is_taken_back_and_not_published_later() {
        article.given(
                        drafted(HELLO, "Hello", 1),
                        retitled(HELLO, "Later"),
                        VersionPinned.of(HELLO, 0, SHOWN),
                        new DraftPublished(HELLO),
                        scheduled(HELLO, MARCH, ""))
                .when(new RemoveHiddenArticle(HELLO))
                .expectEvents(
                        new ScheduleCancelled(HELLO), ArticleRetitled.of(HELLO, SHOWN), new VersionUnpinned(HELLO));
    }
}
