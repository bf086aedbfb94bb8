package io.talel.query.visibility;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.registered;
import static io.talel.query.Examples.revised;
import static io.talel.query.RecordedEvents.event;
import static io.talel.query.RecordedEvents.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.talel.kernel.AwaitVersion;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.view.ArticleQuery.FindArticleById;
import io.talel.kernel.article.view.ArticleWithNeighbours;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

class AwaitVersionIT {

    /** Repetitions at full scale; the build runs a part of them. */
    private static final int WRITES =
            (int) Math.ceil(2_000 * Double.parseDouble(System.getProperty("talelio.drill.scale", "0.05")));

    private static final long LONGER_THAN_A_TEST = 600_000;

    private static PostgresDatabase database;
    private static QueryNode projecting;
    private static QueryNode reading;

    @BeforeAll
    static void two_nodes_of_which_one_projects() {
        database = SharedServers.newDatabase();
        InMemoryEventStorageEngine log = new InMemoryEventStorageEngine();
        projecting = QueryNode.start(database, log);
        reading = QueryNode.start(database, log, "talelio.projections.enabled=false");
        projecting.log().publish(event(registered(ADA, "ada"), 0, now()));
        assertThat(projecting.reaches(new StreamVersion(ADA.toString(), 0))).isTrue();
    }

    @AfterAll
    static void stop() {
        reading.close();
        projecting.close();
    }

    @Test
    void after_the_answer_every_write_is_read_on_the_same_node_and_on_another() {
        for (int write = 0; write < WRITES; write++) {
            DomainEventMessage<?> article = event(published(1_000 + write, ADA, "Write " + write), 0, now());
            projecting.log().publish(article);

            for (QueryNode node : new QueryNode[] {projecting, reading}) {
                assertThat(node.reaches(position(article))).isTrue();
                assertThat(node.find(new FindArticleById(new ArticleId(1_000 + write)), ArticleWithNeighbours.class))
                        .isPresent();
            }
        }
    }

    @Test
    void a_later_version_is_waited_for_too() {
        projecting.log().publish(event(published(1, ADA, "First"), 0, now()), event(revised(1, "Better"), 1, now()));

        assertThat(reading.reaches(new StreamVersion("article-1", 1))).isTrue();
        assertThat(reading.find(new FindArticleById(new ArticleId(1)), ArticleWithNeighbours.class)
                        .orElseThrow()
                        .article()
                        .version())
                .isEqualTo(1);
    }

    @Test
    @Tag("timed")
    void a_version_that_is_not_reached_is_answered_with_false_in_time() {
        long begin = System.nanoTime();

        assertThat(projecting.ask(new AwaitVersion(new StreamVersion("article-99", 0), 300), Boolean.class))
                .isFalse();
        assertThat(System.nanoTime() - begin).isBetween(300_000_000L, 3_000_000_000L);
    }

    @Test
    void no_caller_waits_for_a_parked_event() {
        TestDatabase.asApplicationOn(database)
                .execute("INSERT INTO read_model.dead_letter (projection, generation, stream, version, global_index,"
                        + " event, cause, message, attempts) VALUES ('article', 1, 'article-98', 1, 0, '', '', '', 1)");

        for (long version = 1; version <= 2; version++) {
            AwaitVersion parked = new AwaitVersion(new StreamVersion("article-98", version), LONGER_THAN_A_TEST);
            assertTimeoutPreemptively(Duration.ofSeconds(15), () -> assertThat(reading.ask(parked, Boolean.class))
                    .isFalse());
        }
    }

    @Test
    void what_was_never_announced_to_this_node_is_found_in_the_rows() {
        DomainEventMessage<?> old = event(published(2, ADA, "Old"), 0, now().minusSeconds(3600));
        projecting.log().publish(old);

        assertThat(reading.reaches(position(old))).isTrue();
    }

    @Test
    void a_listener_that_loses_its_connection_listens_again() {
        TestDatabase.asOwnerOf(database).endSessions("talelio-listener");
        DomainEventMessage<?> first = event(published(3, ADA, "While deaf"), 0, now());
        projecting.log().publish(first);
        assertThat(reading.reaches(position(first))).isTrue();

        TestDatabase.asOwnerOf(database).awaitSession("talelio-listener", 2);
    }

    @Test
    void an_event_that_fails_is_not_announced() throws SQLException {
        TestDatabase owner = TestDatabase.asOwnerOf(database);
        try (Connection connection = owner.connect();
                Statement listen = connection.createStatement()) {
            listen.execute("LISTEN " + VersionAnnouncements.CHANNEL);
            PGConnection listener = connection.unwrap(PGConnection.class);
            for (long article = 100; announced(listener, article - 1, 500).isEmpty(); article++) {
                projecting.log().publish(event(published(article, ADA, "Both nodes are here"), 0, now()));
            }
            owner.execute("ALTER TABLE article_g1.article ADD CONSTRAINT sick CHECK (id <> 96) NOT VALID");

            projecting.log().publish(event(published(96, ADA, "Sick"), 0, now()));
            assertThat(projecting.reaches(new StreamVersion("article-96", 0))).isFalse();
            projecting.log().publish(event(published(97, ADA, "Well"), 0, now()));

            assertThat(announced(listener, 97, 10_000))
                    .contains(new StreamVersion("article-97", 0))
                    .doesNotContain(new StreamVersion("article-96", 0));
        } finally {
            owner.execute("ALTER TABLE article_g1.article DROP CONSTRAINT IF EXISTS sick");
        }
    }

    /** Everything announced until the article was, or nothing if that takes too long. */
    private static List<StreamVersion> announced(PGConnection listener, long article, int millis) throws SQLException {
        List<StreamVersion> announced = new ArrayList<>();
        PGNotification[] heard = listener.getNotifications(millis);
        while (heard.length > 0) {
            for (PGNotification each : heard) {
                announced.addAll(VersionMessage.decode(each.getParameter()));
            }
            if (announced.contains(new StreamVersion("article-" + article, 0))) {
                return announced;
            }
            heard = listener.getNotifications(millis);
        }
        return List.of();
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
