package io.talel.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.Articles;
import io.talel.command.Node;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Places in the log that were drawn and are not, or never, filled. */
class GapsIT {

    private PostgresDatabase database;
    private Node node;
    private Connection late;

    @BeforeEach
    void start() throws SQLException {
        database = SharedServers.newDatabase();
        node = Node.on(database);
        late = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        late.setAutoCommit(false);
    }

    @AfterEach
    void stop() throws SQLException {
        late.close();
        node.close();
    }

    @Test
    void a_transaction_that_commits_late_is_read_late_and_not_lost() throws SQLException {
        publish(1);
        append(late, "article-1001", "now()");
        publish(2);

        List<? extends TrackedEventMessage<?>> before = read(null);
        late.commit();
        List<? extends TrackedEventMessage<?>> after = read(before.getLast().trackingToken());

        assertThat(before).hasSize(2);
        assertThat(after).singleElement().satisfies(event -> assertThat(event.getPayload())
                .isInstanceOfSatisfying(
                        ArticleEvent.class, e -> assertThat(e.articleId()).isEqualTo(new ArticleId(1001))));
        assertThat(((GapAwareTrackingToken) after.getLast().trackingToken()).getGaps())
                .isEmpty();
    }

    @Test
    void a_gap_wider_than_a_batch_does_not_hide_what_comes_after_it() {
        publish(1);
        TrackingToken first = read(null).getLast().trackingToken();
        Node.applicationOn(database)
                .sql("SELECT nextval('event_store.domain_event_global_index_seq') FROM generate_series(1, ?)")
                .param(3 * LogEngine.BATCH)
                .query(Long.class)
                .list();
        publish(2);

        assertThat(read(first)).hasSize(1);
    }

    @Test
    void reading_on_with_gaps_is_bounded() throws SQLException {
        for (int i = 1; i <= 20; i++) {
            publish(i);
        }

        try (PreparedStatement statement =
                        LogStatements.readOnAndGaps(late, LogStatements.SCHEMA, 10, 5, List.of(3L, 7L));
                ResultSet rows = statement.executeQuery()) {
            List<Long> read = new ArrayList<>();
            while (rows.next()) {
                read.add(rows.getLong("global_index"));
            }
            assertThat(read).containsExactly(3L, 7L, 11L, 12L, 13L, 14L, 15L);
        }
    }

    @Test
    void gaps_that_nothing_can_fill_any_more_are_given_up() throws SQLException {
        publish(1);
        Node.applicationOn(database)
                .sql("SELECT nextval('event_store.domain_event_global_index_seq') FROM generate_series(1, 100)")
                .query(Long.class)
                .list();
        append(late, "article-1001", "now() - interval '1 hour'");
        late.commit();
        publish(2);
        GapAwareTrackingToken full = new GapAwareTrackingToken(
                102, LongStream.rangeClosed(2, 101).boxed().toList());

        GapAwareTrackingToken next =
                (GapAwareTrackingToken) read(full).getLast().trackingToken();

        assertThat(next.getIndex()).isEqualTo(103);
        assertThat(next.getGaps()).isEmpty();
    }

    @Test
    void gaps_that_may_still_be_filled_are_kept_however_many_they_are() throws SQLException {
        publish(1);
        Node.applicationOn(database)
                .sql("SELECT nextval('event_store.domain_event_global_index_seq') FROM generate_series(1, 100)")
                .query(Long.class)
                .list();
        publish(2);
        GapAwareTrackingToken full = new GapAwareTrackingToken(
                102, LongStream.rangeClosed(2, 101).boxed().toList());
        publish(3);

        GapAwareTrackingToken next =
                (GapAwareTrackingToken) read(full).getLast().trackingToken();

        assertThat(next.getGaps()).hasSize(100);
    }

    private void publish(int number) {
        node.send(Articles.publish(node.bean(ArticleIds.class).next(), "Article " + number));
    }

    /** Puts a copy of the first event at the end of the log, without its claim. */
    private static void append(Connection connection, String stream, String time) throws SQLException {
        String number = stream.substring(stream.indexOf('-') + 1);
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                    aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                SELECT gen_random_uuid(), ?, 0, aggregate_type, %s, event_name, event_revision,
                    convert_to(regexp_replace(convert_from(payload, 'UTF8'), '"articleId":[0-9]+', ?), 'UTF8'), metadata
                FROM event_store.domain_event ORDER BY global_index LIMIT 1""".formatted(time))) {
            insert.setString(1, stream);
            insert.setString(2, "\"articleId\":" + number);
            insert.executeUpdate();
        }
    }

    private List<? extends TrackedEventMessage<?>> read(@Nullable TrackingToken after) {
        try (Stream<? extends TrackedEventMessage<?>> events =
                node.bean(EventStorageEngine.class).readEvents(after, false)) {
            return events.toList();
        }
    }
}
