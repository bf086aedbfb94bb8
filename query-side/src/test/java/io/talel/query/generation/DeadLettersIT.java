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

import io.talel.kernel.StreamVersion;
import io.talel.kernel.UnknownEvent;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import io.talel.query.deadletter.DeadLetterRetry;
import io.talel.query.deadletter.DeadLetterRetry.Retried;
import io.talel.query.deadletter.DeadLetters;
import io.talel.query.deadletter.DeadLettersFull;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersIT {

    /** Rounds at full scale; the build runs a part of them. */
    private static final int ROUNDS =
            (int) Math.ceil(200 * Double.parseDouble(System.getProperty("talelio.drill.scale", "0.05")));

    private static final String TOO_LONG = "CHECK (length(body) < 50) NOT VALID";

    private static PostgresDatabase database;
    private static TestDatabase owner;
    private static QueryNode node;
    private static long lastId;

    /** Two articles; the first fails and the second does not. */
    private long sick;

    private long well;

    @BeforeAll
    static void start() {
        database = SharedServers.newDatabase();
        owner = TestDatabase.asOwnerOf(database);
        node = QueryNode.start(database, new InMemoryEventStorageEngine());
        publish(event(published(++lastId, ADA, "Up and running"), 0, MONDAY));
        assertThat(node.reaches(new StreamVersion("article-" + lastId, 0))).isTrue();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void no_letters_no_failures_and_no_constraint() {
        owner.execute("DELETE FROM read_model.processor_failure");
        owner.execute("DELETE FROM read_model.dead_letter");
        owner.execute("ALTER TABLE article_g1.article DROP CONSTRAINT IF EXISTS short");
        sick = ++lastId;
        well = ++lastId;
    }

    @Test
    void an_event_of_unknown_type_parks_its_stream_while_the_others_go_on_at_once() {
        publish(
                event("Article", "article-" + sick, 0, new UnknownEvent("ArticlePinned", "1"), MONDAY),
                event(revised(sick, "Behind"), 1, MONDAY),
                event(published(well, ADA, "Well"), 0, MONDAY));

        assertThat(reached(well, 0)).isTrue();
        awaitLetters(2);
        assertNothingStopped();
        assertThat(letters())
                .extracting(letter -> letter.get("version"), letter -> letter.get("event"))
                .containsExactly(tuple(0L, "ArticlePinned"), tuple(1L, "ArticleRevised"));
        assertThat(letters().getFirst())
                .containsEntry("cause", "io.talel.query.projection.RefusedEvent")
                .containsEntry("message", "This version cannot read the event ArticlePinned, revision 1")
                .containsEntry("attempts", 1)
                .hasEntrySatisfying(
                        "global_index", index -> assertThat((Long) index).isPositive());
        assertThat(letters().getLast())
                .containsEntry("cause", "")
                .containsEntry("message", "")
                .containsEntry("attempts", 0);
    }

    @Test
    void an_event_that_cannot_be_folded_parks_its_stream_while_the_others_go_on_at_once() {
        publish(
                event(published(sick, ADA, "Sick"), 0, MONDAY),
                event(new ArticleRevised(new ArticleId(sick), null, null, null, null, null, null), 1, MONDAY),
                event(published(well, ADA, "Well"), 0, MONDAY),
                event(revised(sick, "Behind"), 2, MONDAY));

        assertThat(reached(well, 0)).isTrue();
        awaitLetters(2);
        assertNothingStopped();
        assertThat(versionOf(sick)).isZero();
        assertThat(letters().getFirst()).containsEntry("cause", "java.lang.NullPointerException");
        assertThat((String) letters().getFirst().get("message"))
                .startsWith("NullPointerException, in convert (TimedRendering.java:");
    }

    @Test
    void a_value_that_the_database_refuses_takes_nothing_of_its_event_and_all_of_the_others() {
        owner.execute("ALTER TABLE article_g1.article ADD CONSTRAINT short " + TOO_LONG);
        publish(
                event(published(sick, ADA, "Sick"), 0, MONDAY),
                event(published(well, ADA, "Well"), 0, MONDAY),
                event(revised(sick, "confidential ".repeat(10)), 1, MONDAY),
                event(revised(well, "Better"), 1, MONDAY));
        assertThat(reached(well, 1)).isTrue();
        assertThat(reached(sick, 0)).isTrue();
        awaitLetters(1);
        assertNothingStopped();
        publish(event(revised(sick, "Short again"), 2, MONDAY));

        awaitLetters(2);
        assertThat(versionOf(sick)).isZero();
        assertThat(letters()).extracting(letter -> letter.get("version")).containsExactly(1L, 2L);
        assertThat((String) letters().getFirst().get("message"))
                .isEqualTo("SQLSTATE 23514: new row for relation \"article\" violates check constraint \"short\"");
    }

    @Test
    void events_that_come_later_wait_behind_and_a_retry_takes_all_in_their_order_once_the_cause_is_gone() {
        owner.execute("ALTER TABLE article_g1.article ADD CONSTRAINT short " + TOO_LONG);
        publish(event(published(sick, ADA, "Sick"), 0, MONDAY), event(revised(sick, "x".repeat(60)), 1, MONDAY));
        awaitLetters(1);
        publish(event(revised(sick, "Waits"), 2, MONDAY), event(revised(sick, "Waits too"), 3, MONDAY));
        awaitLetters(3);

        Retried inVain = retry().getFirst();
        assertThat(inVain).isEqualTo(new Retried("article-" + sick, 0, 3, inVain.message()));
        assertThat(letters()).extracting(letter -> letter.get("attempts")).containsExactly(2, 0, 0);

        owner.execute("ALTER TABLE article_g1.article DROP CONSTRAINT short");
        assertThat(retry()).containsExactly(new Retried("article-" + sick, 3, 0, ""));
        assertThat(letters()).isEmpty();
        assertThat(versionOf(sick)).isEqualTo(3);
        publish(event(revised(sick, "Goes on"), 4, MONDAY));
        assertThat(reached(sick, 4)).isTrue();
    }

    @Test
    void a_long_stream_is_retried_in_several_transactions() throws Exception {
        owner.execute("ALTER TABLE article_g1.article ADD CONSTRAINT short " + TOO_LONG);
        publish(event(published(sick, ADA, "Sick " + "x".repeat(60)), 0, MONDAY));
        awaitLetters(1);
        publish(IntStream.range(1, 120)
                .mapToObj(version -> event(revised(sick, "Version " + version), version, MONDAY))
                .toArray(DomainEventMessage<?>[]::new));
        awaitLetters(120);
        owner.execute("ALTER TABLE article_g1.article DROP CONSTRAINT short");
        owner.execute("""
                CREATE FUNCTION read_model.take_later() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN OLD; END';
                CREATE TRIGGER take_later BEFORE DELETE ON read_model.dead_letter
                    FOR EACH ROW WHEN (OLD.version = 70) EXECUTE FUNCTION read_model.take_later()
                """);
        try (Connection taking = owner.connect()) {
            taking.createStatement().execute("SELECT pg_advisory_lock(4711)");

            CompletableFuture<List<Retried>> retry = CompletableFuture.supplyAsync(this::retry);
            await().atMost(Duration.ofSeconds(15)).until(() -> waitingFor("advisory") == 1);

            assertThat(letters()).hasSize(70);
            assertThat(versionOf(sick)).isEqualTo(49);
            taking.createStatement().execute("SELECT pg_advisory_unlock(4711)");
            assertThat(retry.get(15, TimeUnit.SECONDS)).containsExactly(new Retried("article-" + sick, 120, 0, ""));
        } finally {
            owner.execute("DROP FUNCTION read_model.take_later CASCADE");
        }
        assertThat(letters()).isEmpty();
        assertThat(versionOf(sick)).isEqualTo(119);
    }

    @Test
    void letters_behind_a_discarded_one_stay_parked_until_a_retry_takes_them_or_says_what_is_missing() {
        owner.execute("ALTER TABLE article_g1.article ADD CONSTRAINT short " + TOO_LONG);
        publish(
                event(published(sick, ADA, "Sick " + "x".repeat(60)), 0, MONDAY),
                event(published(well, ADA, "Well"), 0, MONDAY),
                event(revised(well, "x".repeat(60)), 1, MONDAY));
        awaitLetters(2);
        publish(event(revised(sick, "Behind"), 1, MONDAY), event(revised(well, "Behind"), 2, MONDAY));
        awaitLetters(4);
        owner.execute("DELETE FROM read_model.dead_letter WHERE attempts = 1");
        publish(event(revised(sick, "Later"), 2, MONDAY), event(revised(well, "Later"), 3, MONDAY));
        awaitLetters(4);

        assertThat(retry("article-" + sick))
                .containsExactly(new Retried(
                        "article-" + sick, 0, 2, "The row of article_g1.article that it changes is not there"));
        assertThat(retry("article-" + well)).containsExactly(new Retried("article-" + well, 2, 0, ""));
        assertThat(versionOf(well)).isEqualTo(3);
    }

    @Test
    void what_a_retry_took_before_it_failed_stays_taken() {
        owner.execute("ALTER TABLE article_g1.article ADD CONSTRAINT short " + TOO_LONG);
        publish(event(published(sick, ADA, "Sick " + "x".repeat(60)), 0, MONDAY));
        awaitLetters(1);
        publish(event(revised(sick, "x".repeat(100)), 1, MONDAY), event(revised(sick, "Short"), 2, MONDAY));
        awaitLetters(3);
        owner.execute("ALTER TABLE article_g1.article DROP CONSTRAINT short");
        owner.execute("ALTER TABLE article_g1.article ADD CONSTRAINT short CHECK (length(body) < 90) NOT VALID");

        Retried retried = retry().getFirst();

        assertThat(retried.taken()).isEqualTo(1);
        assertThat(retried.left()).isEqualTo(2);
        assertThat(versionOf(sick)).isZero();
    }

    @Test
    void after_its_letter_was_discarded_a_stream_that_never_began_parks_again_and_one_that_did_goes_on() {
        owner.execute("ALTER TABLE article_g1.article ADD CONSTRAINT short " + TOO_LONG);
        publish(
                event(published(sick, ADA, "Sick " + "x".repeat(60)), 0, MONDAY),
                event(published(well, ADA, "Well"), 0, MONDAY),
                event(revised(well, "x".repeat(60)), 1, MONDAY));
        awaitLetters(2);
        owner.execute("DELETE FROM read_model.dead_letter");

        publish(event(revised(sick, "Short"), 1, MONDAY), event(revised(well, "Short"), 2, MONDAY));

        assertThat(reached(well, 2)).isTrue();
        awaitLetters(1);
        assertThat((String) letters().getFirst().get("message"))
                .isEqualTo("The row of article_g1.article that it changes is not there");
    }

    @Test
    void a_retry_beside_live_events_of_the_same_stream_loses_none() {
        for (int round = 0; round < ROUNDS; round++) {
            long article = ++lastId;
            owner.execute(
                    "ALTER TABLE article_g1.article ADD CONSTRAINT short CHECK (id <> " + article + ") NOT VALID");
            publish(event(published(article, ADA, "Round " + round), 0, MONDAY));
            awaitLetters(1);
            owner.execute("ALTER TABLE article_g1.article DROP CONSTRAINT short");
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int version = 1; version <= 20; version++) {
                    publish(event(revised(article, "Version " + version), version, MONDAY));
                }
            });
            while (writer.isAlive() || !letters().isEmpty()) {
                retry("article-" + article);
            }
            assertThat(reached(article, 20)).isTrue();
            assertThat(letters()).isEmpty();
        }
    }

    @Test
    void a_batch_in_which_another_stream_fails_keeps_a_retry_from_the_letters_that_its_events_wait_behind()
            throws Exception {
        long failing = inTheSegmentOf(sick);
        long first = inTheSegmentOf(sick);
        owner.execute("ALTER TABLE article_g1.article ADD CONSTRAINT short " + TOO_LONG);
        publish(event(published(sick, ADA, "Sick"), 0, MONDAY), event(revised(sick, "x".repeat(60)), 1, MONDAY));
        awaitLetters(1);
        owner.execute("ALTER TABLE article_g1.article DROP CONSTRAINT short");
        owner.execute("ALTER TABLE article_g1.article ADD CONSTRAINT short CHECK (id <> " + failing + ") NOT VALID");
        owner.execute("""
                CREATE FUNCTION read_model.park_later() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END';
                CREATE TRIGGER park_later BEFORE INSERT ON read_model.dead_letter
                    FOR EACH ROW WHEN (NEW.stream = 'article-%d') EXECUTE FUNCTION read_model.park_later()
                """.formatted(failing));
        try (Connection batches = owner.connect();
                Connection parking = owner.connect()) {
            parking.createStatement().execute("SELECT pg_advisory_lock(4711)");
            // The first event waits until those after it have come together in the next batch.
            batches.setAutoCommit(false);
            batches.createStatement()
                    .execute("SELECT 1 FROM read_model.generation WHERE projection = 'article' FOR UPDATE");
            publish(
                    event(published(first, ADA, "First"), 0, MONDAY),
                    event(published(failing, ADA, "Failing"), 0, MONDAY),
                    event(revised(sick, "Waits"), 2, MONDAY));
            await().atMost(Duration.ofSeconds(15)).until(() -> waitingFor("%") == 1);
            batches.commit();
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> waitingFor("advisory") == 1 && waitingFor("transactionid") == 0);

            CompletableFuture<List<Retried>> retry = CompletableFuture.supplyAsync(this::retry);
            await().atMost(Duration.ofSeconds(15)).until(() -> retry.isDone() || waitingFor("transactionid") == 1);
            parking.createStatement().execute("SELECT pg_advisory_unlock(4711)");

            assertThat(retry.get(15, TimeUnit.SECONDS)).containsExactly(new Retried("article-" + sick, 2, 0, ""));
        } finally {
            owner.execute("DROP FUNCTION read_model.park_later CASCADE");
        }
        assertThat(letters()).extracting(letter -> letter.get("stream")).containsExactly("article-" + failing);
        assertThat(versionOf(sick)).isEqualTo(2);
    }

    @Test
    void when_a_stream_has_all_the_letters_that_it_may_the_projection_stops_there_and_loses_nothing() {
        owner.execute("""
                INSERT INTO read_model.dead_letter
                    (projection, generation, stream, version, global_index, event, cause, message, attempts)
                SELECT 'article', 1, 'article-%d', version, version, 'ArticleRevised', '', '', 0
                FROM generate_series(0, %d) version
                """.formatted(sick, DeadLetters.MAX_LETTERS - 1));
        publish(event(revised(sick, "One too many"), DeadLetters.MAX_LETTERS, MONDAY));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> owner.value(
                                "SELECT count(*) FROM read_model.processor_failure WHERE message LIKE '%1024 dead letters%'",
                                Integer.class)
                        == 1);
        assertThat(letters()).hasSize(DeadLetters.MAX_LETTERS);

        owner.execute("DELETE FROM read_model.dead_letter WHERE version < 1000");
        awaitLetters(DeadLetters.MAX_LETTERS - 1_000 + 1);
    }

    @Test
    void an_event_that_is_parked_already_needs_no_room() throws SQLException {
        owner.execute("""
                INSERT INTO read_model.dead_letter
                    (projection, generation, stream, version, global_index, event, cause, message, attempts)
                SELECT 'article', 1, 'article-%d', version, version, 'ArticleRevised', '', '', 0
                FROM generate_series(0, %d) version
                """.formatted(sick, DeadLetters.MAX_LETTERS - 1));
        try (Connection connection = TestDatabase.asApplicationOn(database).connect()) {
            DeadLetters letters = new DeadLetters(connection, "article", 1);

            letters.parkBehind(event(revised(sick, "Read again"), 5, MONDAY));

            assertThatThrownBy(() ->
                            letters.parkBehind(event(revised(sick, "One too many"), DeadLetters.MAX_LETTERS, MONDAY)))
                    .isInstanceOf(DeadLettersFull.class)
                    .hasMessageStartingWith("article has 1024 dead letters of article-" + sick);
        }
    }

    @Test
    void when_all_the_streams_that_may_have_letters_do_no_other_is_parked_until_one_is_discarded() {
        owner.execute("""
                INSERT INTO read_model.dead_letter
                    (projection, generation, stream, version, global_index, event, cause, message, attempts)
                SELECT 'article', 1, 'article-' || (1000000 + number), 0, number, 'ArticlePinned', '', '', 0
                FROM generate_series(1, %d) number
                """.formatted(DeadLetters.MAX_STREAMS));
        publish(event("Article", "article-" + sick, 0, new UnknownEvent("ArticlePinned", "1"), MONDAY));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> owner.value(
                                "SELECT count(*) FROM read_model.processor_failure WHERE message LIKE '%of 1024 streams%'",
                                Integer.class)
                        == 1);
        assertThat(letters()).hasSize(DeadLetters.MAX_STREAMS);

        owner.execute("DELETE FROM read_model.dead_letter WHERE stream = 'article-1000001'");
        await().atMost(Duration.ofSeconds(10)).until(() -> letters().stream()
                .anyMatch(letter -> letter.get("stream").equals("article-" + sick)));
    }

    private static void publish(DomainEventMessage<?>... events) {
        node.log().publish(events);
    }

    private List<Retried> retry() {
        return retry("article-" + sick);
    }

    private static List<Retried> retry(String stream) {
        return node.context().getBean(DeadLetterRetry.class).retry("article", List.of(stream));
    }

    private static List<Map<String, Object>> letters() {
        return owner.rows("SELECT * FROM read_model.dead_letter ORDER BY projection, stream, version");
    }

    private static void awaitLetters(int count) {
        await().atMost(Duration.ofSeconds(10)).until(() -> letters().size() == count);
    }

    /** A segment that stops is reported, and waits before it is claimed again. */
    private static void assertNothingStopped() {
        assertThat(owner.rows("SELECT * FROM read_model.processor_failure")).isEmpty();
    }

    /** Whatever the number of segments, up to 16. */
    private static long inTheSegmentOf(long article) {
        do {
            lastId++;
        } while (((("article-" + lastId).hashCode() ^ ("article-" + article).hashCode()) & 15) != 0);
        return lastId;
    }

    private static int waitingFor(String kindOfLock) {
        return owner.value("""
                SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
                WHERE NOT granted AND locktype LIKE '%s' AND datname = current_database()
                """.formatted(kindOfLock), Integer.class);
    }

    private static long versionOf(long article) {
        return owner.value("SELECT version FROM article_g1.article WHERE id = " + article, Long.class);
    }

    private static boolean reached(long article, long version) {
        return node.reaches(new StreamVersion("article-" + article, version));
    }
}
