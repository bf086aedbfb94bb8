package io.talel.query.generation;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.revised;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.query.deadletter.DeadLetterRetry.Retried;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeadLetterRetryIT {

    /** Rounds at full scale; the build runs a part of them. */
    private static final int ROUNDS =
            (int) Math.ceil(200 * Double.parseDouble(System.getProperty("talelio.drill.scale", "0.05")));

    private static final String TOO_LONG = "CHECK (length(body) < 50) NOT VALID";

    @RegisterExtension
    private static final SickAndWell articles = new SickAndWell();

    @Test
    void events_that_come_later_wait_behind_and_a_retry_takes_all_in_their_order_once_the_cause_is_gone() {
        articles.owner().execute("ALTER TABLE article_g1.article ADD CONSTRAINT short " + TOO_LONG);
        articles.publish(
                event(published(articles.sick(), ADA, "Sick"), 0, MONDAY),
                event(revised(articles.sick(), "x".repeat(60)), 1, MONDAY));
        articles.awaitLetters(1);
        articles.publish(
                event(revised(articles.sick(), "Waits"), 2, MONDAY),
                event(revised(articles.sick(), "Waits too"), 3, MONDAY));
        articles.awaitLetters(3);

        Retried inVain = articles.retry().getFirst();
        assertThat(inVain).isEqualTo(new Retried("article-" + articles.sick(), 0, 3, inVain.message()));
        assertThat(articles.letters())
                .extracting(letter -> letter.get("attempts"))
                .containsExactly(2, 0, 0);

        articles.owner().execute("ALTER TABLE article_g1.article DROP CONSTRAINT short");
        assertThat(articles.retry()).containsExactly(new Retried("article-" + articles.sick(), 3, 0, ""));
        assertThat(articles.letters()).isEmpty();
        assertThat(articles.versionOf(articles.sick())).isEqualTo(3);
        articles.publish(event(revised(articles.sick(), "Goes on"), 4, MONDAY));
        assertThat(articles.reached(articles.sick(), 4)).isTrue();
    }

    @Test
    void a_long_stream_is_retried_in_several_transactions() throws Exception {
        articles.owner().execute("ALTER TABLE article_g1.article ADD CONSTRAINT short " + TOO_LONG);
        articles.publish(event(published(articles.sick(), ADA, "Sick " + "x".repeat(60)), 0, MONDAY));
        articles.awaitLetters(1);
        articles.publish(IntStream.range(1, 120)
                .mapToObj(version -> event(revised(articles.sick(), "Version " + version), version, MONDAY))
                .toArray(DomainEventMessage<?>[]::new));
        articles.awaitLetters(120);
        articles.owner().execute("ALTER TABLE article_g1.article DROP CONSTRAINT short");
        articles.owner().execute("""
                CREATE FUNCTION read_model.take_later() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN OLD; END';
                CREATE TRIGGER take_later BEFORE DELETE ON read_model.dead_letter
                    FOR EACH ROW WHEN (OLD.version = 70) EXECUTE FUNCTION read_model.take_later()
                """);
        try (Connection taking = articles.owner().connect()) {
            taking.createStatement().execute("SELECT pg_advisory_lock(4711)");

            CompletableFuture<List<Retried>> retry = CompletableFuture.supplyAsync(articles::retry);
            await().atMost(Duration.ofSeconds(15)).until(() -> articles.waitingFor("advisory") == 1);

            assertThat(articles.letters()).hasSize(70);
            assertThat(articles.versionOf(articles.sick())).isEqualTo(49);
            taking.createStatement().execute("SELECT pg_advisory_unlock(4711)");
            assertThat(retry.get(15, TimeUnit.SECONDS))
                    .containsExactly(new Retried("article-" + articles.sick(), 120, 0, ""));
        } finally {
            articles.owner().execute("DROP FUNCTION read_model.take_later CASCADE");
        }
        assertThat(articles.letters()).isEmpty();
        assertThat(articles.versionOf(articles.sick())).isEqualTo(119);
    }

    @Test
    void letters_behind_a_discarded_one_stay_parked_until_a_retry_takes_them_or_says_what_is_missing() {
        articles.owner().execute("ALTER TABLE article_g1.article ADD CONSTRAINT short " + TOO_LONG);
        articles.publish(
                event(published(articles.sick(), ADA, "Sick " + "x".repeat(60)), 0, MONDAY),
                event(published(articles.well(), ADA, "Well"), 0, MONDAY),
                event(revised(articles.well(), "x".repeat(60)), 1, MONDAY));
        articles.awaitLetters(2);
        articles.publish(
                event(revised(articles.sick(), "Behind"), 1, MONDAY),
                event(revised(articles.well(), "Behind"), 2, MONDAY));
        articles.awaitLetters(4);
        articles.owner().execute("DELETE FROM read_model.dead_letter WHERE attempts = 1");
        articles.publish(
                event(revised(articles.sick(), "Later"), 2, MONDAY),
                event(revised(articles.well(), "Later"), 3, MONDAY));
        articles.awaitLetters(4);

        assertThat(articles.retry("article-" + articles.sick()))
                .containsExactly(new Retried(
                        "article-" + articles.sick(),
                        0,
                        2,
                        "The row of article_g1.article that it changes is not there"));
        assertThat(articles.retry("article-" + articles.well()))
                .containsExactly(new Retried("article-" + articles.well(), 2, 0, ""));
        assertThat(articles.versionOf(articles.well())).isEqualTo(3);
    }

    @Test
    void what_a_retry_took_before_it_failed_stays_taken() {
        articles.owner().execute("ALTER TABLE article_g1.article ADD CONSTRAINT short " + TOO_LONG);
        articles.publish(event(published(articles.sick(), ADA, "Sick " + "x".repeat(60)), 0, MONDAY));
        articles.awaitLetters(1);
        articles.publish(
                event(revised(articles.sick(), "x".repeat(100)), 1, MONDAY),
                event(revised(articles.sick(), "Short"), 2, MONDAY));
        articles.awaitLetters(3);
        articles.owner().execute("ALTER TABLE article_g1.article DROP CONSTRAINT short");
        articles.owner()
                .execute("ALTER TABLE article_g1.article ADD CONSTRAINT short CHECK (length(body) < 90) NOT VALID");

        Retried retried = articles.retry().getFirst();

        assertThat(retried.taken()).isEqualTo(1);
        assertThat(retried.left()).isEqualTo(2);
        assertThat(articles.versionOf(articles.sick())).isZero();
    }

    @Test
    void a_retry_beside_live_events_of_the_same_stream_loses_none() {
        for (int round = 0; round < ROUNDS; round++) {
            long article = articles.another();
            articles.owner()
                    .execute("ALTER TABLE article_g1.article ADD CONSTRAINT short CHECK (id <> " + article
                            + ") NOT VALID");
            articles.publish(event(published(article, ADA, "Round " + round), 0, MONDAY));
            articles.awaitLetters(1);
            articles.owner().execute("ALTER TABLE article_g1.article DROP CONSTRAINT short");
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int version = 1; version <= 20; version++) {
                    articles.publish(event(revised(article, "Version " + version), version, MONDAY));
                }
            });
            while (writer.isAlive() || !articles.letters().isEmpty()) {
                articles.retry("article-" + article);
            }
            assertThat(articles.reached(article, 20)).isTrue();
            assertThat(articles.letters()).isEmpty();
        }
    }

    @Test
    void a_batch_in_which_another_stream_fails_keeps_a_retry_from_the_letters_that_its_events_wait_behind()
            throws Exception {
        long failing = articles.inTheSegmentOf(articles.sick());
        long first = articles.inTheSegmentOf(articles.sick());
        articles.owner().execute("ALTER TABLE article_g1.article ADD CONSTRAINT short " + TOO_LONG);
        articles.publish(
                event(published(articles.sick(), ADA, "Sick"), 0, MONDAY),
                event(revised(articles.sick(), "x".repeat(60)), 1, MONDAY));
        articles.awaitLetters(1);
        articles.owner().execute("ALTER TABLE article_g1.article DROP CONSTRAINT short");
        articles.owner()
                .execute("ALTER TABLE article_g1.article ADD CONSTRAINT short CHECK (id <> " + failing + ") NOT VALID");
        articles.owner().execute("""
                CREATE FUNCTION read_model.park_later() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END';
                CREATE TRIGGER park_later BEFORE INSERT ON read_model.dead_letter
                    FOR EACH ROW WHEN (NEW.stream = 'article-%d') EXECUTE FUNCTION read_model.park_later()
                """.formatted(failing));
        try (Connection batches = articles.owner().connect();
                Connection parking = articles.owner().connect()) {
            parking.createStatement().execute("SELECT pg_advisory_lock(4711)");
            // The first event waits until those after it have come together in the next batch.
            batches.setAutoCommit(false);
            batches.createStatement()
                    .execute("SELECT 1 FROM read_model.generation WHERE projection = 'article' FOR UPDATE");
            articles.publish(event(published(first, ADA, "First"), 0, MONDAY));
            await().atMost(Duration.ofSeconds(15)).until(() -> articles.waitingFor("%") == 1);
            articles.publish(
                    event(published(failing, ADA, "Failing"), 0, MONDAY),
                    event(revised(articles.sick(), "Waits"), 2, MONDAY));
            batches.commit();
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> articles.waitingFor("advisory") == 1 && articles.waitingFor("transactionid") == 0);

            CompletableFuture<List<Retried>> retry = CompletableFuture.supplyAsync(articles::retry);
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> retry.isDone() || articles.waitingFor("transactionid") == 1);
            parking.createStatement().execute("SELECT pg_advisory_unlock(4711)");

            assertThat(retry.get(15, TimeUnit.SECONDS))
                    .containsExactly(new Retried("article-" + articles.sick(), 2, 0, ""));
        } finally {
            articles.owner().execute("DROP FUNCTION read_model.park_later CASCADE");
        }
        assertThat(articles.letters())
                .extracting(letter -> letter.get("stream"))
                .containsExactly("article-" + failing);
        assertThat(articles.versionOf(articles.sick())).isEqualTo(2);
    }
}
