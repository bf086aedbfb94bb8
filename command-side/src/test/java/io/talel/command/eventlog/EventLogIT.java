package io.talel.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.command.Articles;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.LogPosition;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal;
import io.talel.kernel.UnknownEvent;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class EventLogIT {

    private static PostgresDatabase database;
    private static JdbcClient owner;
    private static Node node;

    @BeforeAll
    static void start() {
        database = SharedServers.newDatabase();
        owner = Node.ownerOf(database);
        node = Node.on(database);
        node.send(Users.registerAda());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void people_read_the_log_as_a_view_with_json() {
        ArticleId article = node.bean(ArticleIds.class).next();
        node.sendAs("user-7", Articles.publish(article, "Read by people"));

        Map<String, Object> row =
                owner.sql("""
                        SELECT stream, version, event, revision, payload ->> 'title' AS title,
                               metadata ->> 'actor' AS actor,
                               metadata ->> 'correlationId' = metadata ->> 'causationId' AS began_here
                        FROM event_store.event_log WHERE stream = ?""").param(article.toString()).query().singleRow();

        assertThat(row)
                .containsEntry("stream", article.toString())
                .containsEntry("version", 0L)
                .containsEntry("event", "ArticlePublished")
                .containsEntry("revision", "3")
                .containsEntry("title", "Read by people")
                .containsEntry("actor", "user-7")
                .containsEntry("began_here", true);
    }

    @Test
    void a_command_of_nobody_is_anonymous() {
        ArticleId article = publish("By nobody");

        assertThat(owner.sql("SELECT metadata ->> 'actor' FROM event_store.event_log WHERE stream = ?")
                        .param(article.toString())
                        .query(String.class)
                        .single())
                .isEqualTo("anonymous");
    }

    @Test
    void times_have_microseconds_in_the_answer_the_log_and_the_stream() {
        ArticleId article = node.bean(ArticleIds.class).next();
        Recorded<ArticlePublished> recorded = node.send(Articles.publish(article, "Timed"));

        Instant stored = owner.sql("SELECT occurred_at FROM event_store.domain_event WHERE aggregate_identifier = ?")
                .param(article.toString())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        Instant read = node.bean(EventStore.class)
                .readEvents(article.toString())
                .next()
                .getTimestamp();

        assertThat(recorded.at()).isEqualTo(stored).isEqualTo(read).isEqualTo(stored.truncatedTo(ChronoUnit.MICROS));
        assertThat(recorded.at()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void a_position_can_be_found_by_time() {
        ArticleId article = publish("Found by time");
        Instant at = node.bean(EventStore.class)
                .readEvents(article.toString())
                .next()
                .getTimestamp();
        EventStorageEngine log = node.bean(EventStorageEngine.class);

        try (Stream<? extends TrackedEventMessage<?>> events = log.readEvents(log.createTokenAt(at), false)) {
            assertThat(events.findFirst().orElseThrow().getPayload())
                    .isInstanceOfSatisfying(ArticlePublished.class, e -> assertThat(e.articleId())
                            .isEqualTo(article));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE event_store.domain_event SET event_name = 'X'",
                "DELETE FROM event_store.domain_event",
                "TRUNCATE event_store.domain_event"
            })
    void nobody_changes_the_log(String change) {
        publish("Never changed");

        assertThatThrownBy(() -> Node.applicationOn(database).sql(change).update())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> owner.sql(change).update()).rootCause().hasMessageContaining("append-only");
    }

    @Test
    void the_application_cannot_take_the_protection_away() {
        assertThatThrownBy(() -> Node.applicationOn(database)
                        .sql("ALTER TABLE event_store.domain_event DISABLE TRIGGER append_only")
                        .update())
                .rootCause()
                .hasMessageContaining("must be owner");
    }

    @Test
    void an_identifier_is_used_once() {
        ArticleId article = publish("Once");

        assertThatExceptionOfType(CommandRefused.class)
                .isThrownBy(() -> node.send(Articles.publish(article, "Twice")))
                .extracting(CommandRefused::refusal)
                .isEqualTo(new Refusal.Conflict(article.toString()));
        assertThatExceptionOfType(AggregateStreamCreationException.class)
                .isThrownBy(() -> node.bean(EventStorageEngine.class)
                        .appendEvents(node.bean(EventStore.class)
                                .readEvents(article.toString())
                                .next()));
    }

    @Test
    void an_unknown_article_cannot_be_revised() {
        assertThatExceptionOfType(CommandRefused.class)
                .isThrownBy(() -> node.send(Articles.revise(new ArticleId(999_999), 0, "Nothing there")))
                .extracting(CommandRefused::refusal)
                .isEqualTo(new Refusal.Unknown("article-999999"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'ArticleArchived', '1'", "'ArticleRevised', '99'"})
    void an_event_of_a_newer_version_is_refused_by_its_aggregate_and_shown_to_readers(String nameAndRevision) {
        ArticleId article = publish("Written by a newer node");
        owner.sql("""
                        INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                            aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                        VALUES (gen_random_uuid(), ?, 1, 'Article', now(), %s, '{}', '{}')""".formatted(nameAndRevision)).param(article.toString()).update();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> node.send(Articles.revise(article, 1, "Blind")))
                .withMessageContaining("This version cannot read the event");
        try (Stream<? extends TrackedEventMessage<?>> events =
                node.bean(EventStorageEngine.class).readEvents(null, false)) {
            assertThat(events.map(TrackedEventMessage::getPayload)).anyMatch(UnknownEvent.class::isInstance);
        }
    }

    @Test
    void a_long_stream_is_read_whole() {
        ArticleId article = publish("Revised often");
        for (int version = 0; version < LogEngine.BATCH + 5; version++) {
            node.send(Articles.revise(article, version, "Text " + version));
        }

        assertThat(node.bean(EventStore.class).readEvents(article.toString(), 0).asStream())
                .hasSize(LogEngine.BATCH + 6);
    }

    @Test
    void large_events_are_fetched_a_few_at_a_time_and_all_of_them_read() throws SQLException {
        PostgresDatabase large = SharedServers.newDatabase();
        try (Node alone = Node.on(large);
                Connection connection =
                        DriverManager.getConnection(large.jdbcUrl(), large.ownerUser(), large.ownerPassword());
                PreparedStatement statement = LogStatements.readOn(connection, LogPosition.at(0), LogEngine.BATCH)) {
            Node.ownerOf(large).sql("""
                            INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier,
                                sequence_number, aggregate_type, occurred_at, event_name, event_revision, payload,
                                metadata)
                            SELECT gen_random_uuid(), 'large', number, 'Large', now(), 'Large', '1',
                                convert_to('"' || repeat('x', 3 * 1024 * 1024) || '"', 'UTF8'), '{}'
                            FROM generate_series(0, 7) number""").update();

            int fetched = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    fetched++;
                }
            }
            assertThat(fetched).isEqualTo(3);
            EventStorageEngine engine = alone.bean(EventStorageEngine.class);
            try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(null, false)) {
                assertThat(events).hasSize(8);
            }
            try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(null, true)) {
                assertThat(events)
                        .as("of the reader that the processors share, whose stream is held whole")
                        .hasSize(3);
            }
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void with_one_role_only_the_trigger_protects_and_start_up_says_so(CapturedOutput output) {
        PostgresDatabase single = SharedServers.newDatabase();
        PostgresDatabase asOwner = new PostgresDatabase(
                single.host(),
                single.port(),
                single.name(),
                single.ownerUser(),
                single.ownerPassword(),
                single.ownerUser(),
                single.ownerPassword());

        try (Node alone = Node.on(asOwner)) {
            assertThat(output).contains("only a trigger protects it");
            alone.send(Users.registerAda());
            assertThatThrownBy(() -> Node.ownerOf(asOwner)
                            .sql("DELETE FROM event_store.domain_event")
                            .update())
                    .rootCause()
                    .hasMessageContaining("append-only");
        }
    }

    private static ArticleId publish(String title) {
        ArticleId article = node.bean(ArticleIds.class).next();
        node.send(Articles.publish(article, title));
        return article;
    }
}
