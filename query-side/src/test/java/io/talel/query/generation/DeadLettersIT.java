package io.talel.query.generation;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.revised;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.UnknownEvent;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleId;
import io.talel.query.TestDatabase;
import io.talel.query.deadletter.DeadLetters;
import io.talel.query.deadletter.DeadLettersFull;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeadLettersIT {

    private static final String TOO_LONG = "CHECK (length(body) < 50) NOT VALID";

    @RegisterExtension
    private static final SickAndWell articles = new SickAndWell();

    @Test
    void an_event_of_unknown_type_parks_its_stream_while_the_others_go_on_at_once() {
        articles.publish(
                event("Article", "article-" + articles.sick(), 0, new UnknownEvent("ArticlePinned", "1"), MONDAY),
                event(revised(articles.sick(), "Behind"), 1, MONDAY),
                event(published(articles.well(), ADA, "Well"), 0, MONDAY));

        assertThat(articles.reached(articles.well(), 0)).isTrue();
        articles.awaitLetters(2);
        articles.assertNothingStopped();
        assertThat(articles.letters())
                .extracting(letter -> letter.get("version"), letter -> letter.get("event"))
                .containsExactly(tuple(0L, "ArticlePinned"), tuple(1L, "ArticleRevised"));
        assertThat(articles.letters().getFirst())
                .containsEntry("cause", "io.talel.query.projection.RefusedEvent")
                .containsEntry("message", "This version cannot read the event ArticlePinned, revision 1")
                .containsEntry("attempts", 1)
                .hasEntrySatisfying(
                        "global_index", index -> assertThat((Long) index).isPositive());
        assertThat(articles.letters().getLast())
                .containsEntry("cause", "")
                .containsEntry("message", "")
                .containsEntry("attempts", 0);
    }

    @Test
    void an_event_that_cannot_be_folded_parks_its_stream_while_the_others_go_on_at_once() {
        articles.publish(
                event(published(articles.sick(), ADA, "Sick"), 0, MONDAY),
                event(
                        new ArticleRevised(new ArticleId(articles.sick()), null, null, null, null, null, null),
                        1,
                        MONDAY),
                event(published(articles.well(), ADA, "Well"), 0, MONDAY),
                event(revised(articles.sick(), "Behind"), 2, MONDAY));

        assertThat(articles.reached(articles.well(), 0)).isTrue();
        articles.awaitLetters(2);
        articles.assertNothingStopped();
        assertThat(articles.versionOf(articles.sick())).isZero();
        assertThat(articles.letters().getFirst()).containsEntry("cause", "java.lang.NullPointerException");
        assertThat((String) articles.letters().getFirst().get("message"))
                .startsWith("NullPointerException, in convert (CachedRendering.java:");
    }

    @Test
    void a_value_that_the_database_refuses_takes_nothing_of_its_event_and_all_of_the_others() {
        articles.owner().execute("ALTER TABLE article_g1.article ADD CONSTRAINT short " + TOO_LONG);
        articles.publish(
                event(published(articles.sick(), ADA, "Sick"), 0, MONDAY),
                event(published(articles.well(), ADA, "Well"), 0, MONDAY),
                event(revised(articles.sick(), "confidential ".repeat(10)), 1, MONDAY),
                event(revised(articles.well(), "Better"), 1, MONDAY));
        assertThat(articles.reached(articles.well(), 1)).isTrue();
        assertThat(articles.reached(articles.sick(), 0)).isTrue();
        articles.awaitLetters(1);
        articles.assertNothingStopped();
        articles.publish(event(revised(articles.sick(), "Short again"), 2, MONDAY));

        articles.awaitLetters(2);
        assertThat(articles.versionOf(articles.sick())).isZero();
        assertThat(articles.letters())
                .extracting(letter -> letter.get("version"))
                .containsExactly(1L, 2L);
        assertThat((String) articles.letters().getFirst().get("message"))
                .isEqualTo("SQLSTATE 23514: new row for relation \"article\" violates check constraint \"short\"");
    }

    @Test
    void after_its_letter_was_discarded_a_stream_that_never_began_parks_again_and_one_that_did_goes_on() {
        articles.owner().execute("ALTER TABLE article_g1.article ADD CONSTRAINT short " + TOO_LONG);
        articles.publish(
                event(published(articles.sick(), ADA, "Sick " + "x".repeat(60)), 0, MONDAY),
                event(published(articles.well(), ADA, "Well"), 0, MONDAY),
                event(revised(articles.well(), "x".repeat(60)), 1, MONDAY));
        articles.awaitLetters(2);
        articles.owner().execute("DELETE FROM read_model.dead_letter");

        articles.publish(
                event(revised(articles.sick(), "Short"), 1, MONDAY),
                event(revised(articles.well(), "Short"), 2, MONDAY));

        assertThat(articles.reached(articles.well(), 2)).isTrue();
        articles.awaitLetters(1);
        assertThat((String) articles.letters().getFirst().get("message"))
                .isEqualTo("The row of article_g1.article that it changes is not there");
    }

    @Test
    void an_event_that_fails_does_not_take_the_letters_of_waiting_events_with_it() throws SQLException {
        articles.owner().execute("ALTER TABLE article_g1.article ADD CONSTRAINT short " + TOO_LONG);
        articles.publish(event(published(articles.sick(), ADA, "Sick " + "x".repeat(60)), 0, MONDAY));
        articles.awaitLetters(1);

        try (Connection batches = articles.owner().connect()) {
            // The first event waits until those after it have come together in the next batch.
            batches.setAutoCommit(false);
            batches.createStatement()
                    .execute("SELECT 1 FROM read_model.generation WHERE projection = 'article' FOR UPDATE");
            articles.publish(event(published(articles.inTheSegmentOf(articles.sick()), ADA, "First"), 0, MONDAY));
            await().atMost(Duration.ofSeconds(15)).until(() -> articles.waitingFor("%") == 1);
            articles.publish(
                    event(revised(articles.sick(), "Waits"), 1, MONDAY),
                    event(published(articles.another(), ADA, "Fails " + "x".repeat(60)), 0, MONDAY),
                    event(published(articles.well(), ADA, "Well"), 0, MONDAY));
            batches.commit();
        }

        assertThat(articles.reached(articles.well(), 0)).isTrue();
        articles.awaitLetters(3);
        articles.assertNothingStopped();
    }

    @Test
    void when_a_stream_has_all_the_letters_that_it_may_the_projection_stops_there_and_loses_nothing() {
        articles.owner().execute("""
                INSERT INTO read_model.dead_letter
                    (projection, generation, stream, version, global_index, event, cause, message, attempts)
                SELECT 'article', 1, 'article-%d', version, version, 'ArticleRevised', '', '', 0
                FROM generate_series(0, %d) version
                """.formatted(articles.sick(), DeadLetters.MAX_LETTERS - 1));
        articles.publish(event(revised(articles.sick(), "One too many"), DeadLetters.MAX_LETTERS, MONDAY));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> articles.owner()
                                .value(
                                        "SELECT count(*) FROM read_model.processor_failure WHERE message LIKE '%1024 dead letters%'",
                                        Integer.class)
                        == 1);
        assertThat(articles.letters()).hasSize(DeadLetters.MAX_LETTERS);

        articles.owner().execute("DELETE FROM read_model.dead_letter WHERE version < 1000");
        articles.awaitLetters(DeadLetters.MAX_LETTERS - 1_000 + 1);
    }

    @Test
    void an_event_that_is_parked_already_needs_no_room() throws SQLException {
        articles.owner().execute("""
                INSERT INTO read_model.dead_letter
                    (projection, generation, stream, version, global_index, event, cause, message, attempts)
                SELECT 'article', 1, 'article-%d', version, version, 'ArticleRevised', '', '', 0
                FROM generate_series(0, %d) version
                """.formatted(articles.sick(), DeadLetters.MAX_LETTERS - 1));
        try (Connection connection =
                TestDatabase.asApplicationOn(articles.database()).connect()) {
            DeadLetters letters = new DeadLetters(connection, "article", 1);

            letters.parkBehind(event(revised(articles.sick(), "Read again"), 5, MONDAY));

            assertThatThrownBy(() -> letters.parkBehind(
                            event(revised(articles.sick(), "One too many"), DeadLetters.MAX_LETTERS, MONDAY)))
                    .isInstanceOf(DeadLettersFull.class)
                    .hasMessageStartingWith("article has 1024 dead letters of article-" + articles.sick());
        }
    }

    @Test
    void when_all_the_streams_that_may_have_letters_do_no_other_is_parked_until_one_is_discarded() {
        articles.owner().execute("""
                INSERT INTO read_model.dead_letter
                    (projection, generation, stream, version, global_index, event, cause, message, attempts)
                SELECT 'article', 1, 'article-' || (1000000 + number), 0, number, 'ArticlePinned', '', '', 0
                FROM generate_series(1, %d) number
                """.formatted(DeadLetters.MAX_STREAMS));
        articles.publish(
                event("Article", "article-" + articles.sick(), 0, new UnknownEvent("ArticlePinned", "1"), MONDAY));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> articles.owner()
                                .value(
                                        "SELECT count(*) FROM read_model.processor_failure WHERE message LIKE '%of 1024 streams%'",
                                        Integer.class)
                        == 1);
        assertThat(articles.letters()).hasSize(DeadLetters.MAX_STREAMS);

        articles.owner().execute("DELETE FROM read_model.dead_letter WHERE stream = 'article-1000001'");
        await().atMost(Duration.ofSeconds(10)).until(() -> articles.letters().stream()
                .anyMatch(letter -> letter.get("stream").equals("article-" + articles.sick())));
    }
}
