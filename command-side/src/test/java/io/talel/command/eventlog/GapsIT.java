package io.talel.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.talel.command.Articles;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.command.personal.Seal;
import io.talel.command.personal.SealedStates;
import io.talel.command.personal.TestKeys;
import io.talel.kernel.LogPosition;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Places in the log that were drawn and are not, or never, filled. */
@ExtendWith(OutputCaptureExtension.class)
class GapsIT {

    /** Events of a large transaction: several batches. */
    private static final int LARGE = 12 * LogEngine.BATCH;

    /** More runs of gaps than a position may have. */
    private static final int MANY = LogEngine.MOST_RUNS + 4 * LogEngine.BATCH;

    private PostgresDatabase database;
    private Node node;
    private LogEngine log;
    private Connection late;

    @BeforeEach
    void start() throws SQLException {
        database = SharedServers.newDatabase();
        node = Node.on(database);
        Users.giveAdaHerKey(database);
        log = new LogEngine(
                node.context().getBean("eventSerializer", Serializer.class),
                EventCatalogue.TALELIO.upcasters(),
                node.bean(ConnectionProvider.class),
                node.bean(TransactionManager.class),
                node.bean(ConnectionProvider.class),
                new TailLooks(Duration.ZERO),
                new SettledPlaces(dataSource(), Duration.ZERO),
                new Snapshots(
                        List.of(), dataSource(), new SealedStates(TestKeys.OF_NOBODY, new Seal(new SecureRandom()))));
        late = connect();
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
        draw(3 * LogEngine.BATCH);
        publish(2);

        assertThat(read(first)).hasSize(1);
    }

    @Test
    void reading_on_with_gaps_is_bounded() throws SQLException {
        for (int i = 1; i <= 20; i++) {
            publish(i);
        }

        try (PreparedStatement statement = LogStatements.readGapsAndOn(late, LogPosition.of(10, List.of(3, 7)), 5);
                ResultSet rows = statement.executeQuery()) {
            List<Long> read = new ArrayList<>();
            while (rows.next()) {
                read.add(rows.getLong("global_index"));
            }
            assertThat(read).containsExactly(3L, 7L, 11L, 12L, 13L);
        }
    }

    @Test
    void an_event_behind_one_of_a_node_whose_clock_is_slow_is_not_lost() throws SQLException {
        publish(1);
        append(late, "article-1001", "now()");
        try (Connection slow = connect()) {
            append(slow, "article-1002", "now() - interval '1 hour'");
        }
        TrackingToken passed = read(null).getLast().trackingToken();
        TrackingToken looked = readOnce(passed);
        late.commit();

        assertThat(gapsOf(passed)).containsExactly(2L);
        assertThat(gapsOf(looked)).containsExactly(2L);
        assertThat(read(looked)).singleElement().satisfies(event -> assertThat(
                        ((DomainEventMessage<?>) event).getAggregateIdentifier())
                .isEqualTo("article-1001"));
    }

    @Test
    void a_place_is_not_settled_while_who_drew_it_may_still_commit() throws SQLException {
        SettledPlaces settled = new SettledPlaces(dataSource(), Duration.ZERO);
        publish(1);
        append(late, "article-1001", "now()");
        publish(2);

        settled.look();
        settled.look();
        assertThat(settled.place()).isZero();

        late.commit();
        settled.look();
        assertThat(settled.place()).isEqualTo(3);
    }

    @Test
    void writers_that_came_later_do_not_keep_a_place_from_settling() throws SQLException {
        SettledPlaces settled = new SettledPlaces(dataSource(), Duration.ZERO);
        publish(1);
        append(late, "article-1001", "now()");
        publish(2);
        settled.look();
        try (Connection later = connect()) {
            later.setAutoCommit(false);
            append(later, "article-1002", "now()");
            late.rollback();

            settled.look();

            assertThat(settled.place()).isEqualTo(3);
            later.rollback();
        }
    }

    @Test
    void readers_and_writers_of_other_tables_keep_no_place_from_settling() throws SQLException {
        SettledPlaces settled = new SettledPlaces(dataSource(), Duration.ZERO);
        publish(1);
        try (Statement statement = late.createStatement()) {
            statement.execute("SELECT count(*) FROM event_store.domain_event");
            statement.execute("SELECT nextval('event_store.article_id')");
        }

        settled.look();

        assertThat(settled.place()).isEqualTo(1);
    }

    @Test
    void what_a_rollback_leaves_behind_is_dropped_with_the_next_event() throws SQLException {
        publish(1);
        append(late, "article-1001", "now()");
        publish(2);
        TrackingToken passed = read(null).getLast().trackingToken();
        late.rollback();

        assertThat(gapsOf(passed)).containsExactly(2L);
        assertThat(gapsOf(readOnce(passed))).isEmpty();
    }

    @Test
    void an_event_that_fills_a_gap_is_read_before_the_other_gaps_are_dropped() throws SQLException {
        publish(1);
        append(late, "article-1001", "now()");
        draw(2);
        publish(2);
        TrackingToken passed = read(null).getLast().trackingToken();
        late.commit();
        publish(3);

        List<? extends TrackedEventMessage<?>> events = read(passed);

        assertThat(gapsOf(passed)).containsExactly(2L, 3L, 4L);
        assertThat(events)
                .extracting(event -> event.trackingToken().position().orElseThrow())
                .containsExactly(5L, 6L);
        assertThat(gapsOf(events.getFirst().trackingToken())).containsExactly(3L, 4L);
        assertThat(gapsOf(events.getLast().trackingToken())).isEmpty();
    }

    /** Publishes one more event and reads it. */
    private TrackingToken readOnce(TrackingToken after) {
        publish(99);
        return read(after).getLast().trackingToken();
    }

    @Test
    void a_large_transaction_is_one_gap_while_it_goes_on_and_read_in_order_once_it_has_ended() throws SQLException {
        publish(1);
        appendMany(late, LARGE);
        publish(2);
        LogPosition open = LogPosition.of(read(null).getLast().trackingToken());
        late.commit();

        List<? extends TrackedEventMessage<?>> events = await().until(() -> read(open), read -> !read.isEmpty());

        assertThat(open.missing()).isEqualTo(LARGE);
        assertThat(open.runs()).isEqualTo(1);
        assertThat(open.stored()).hasToString("{index=%d, gaps=[[2, %d]]}".formatted(LARGE + 2, LARGE + 1));
        assertThat(events).hasSize(LARGE).isSortedAccordingTo(Comparator.comparingLong(event -> -LogPosition.of(
                        event.trackingToken())
                .missing()));
        assertThat(LogPosition.of(events.getLast().trackingToken()).hasGaps()).isFalse();
    }

    @Test
    void an_event_that_is_late_beside_a_large_transaction_is_not_read_as_late_as_that() throws SQLException {
        publish(1);
        appendMany(late, LARGE);
        try (Connection beside = connect()) {
            beside.setAutoCommit(false);
            append(beside, "article-1001", "now()");
            publish(2);
            TrackingToken open = read(null).getLast().trackingToken();
            beside.commit();

            List<? extends TrackedEventMessage<?>> events = await().until(() -> read(open), read -> !read.isEmpty());

            assertThat(events).singleElement().satisfies(event -> assertThat(
                            ((DomainEventMessage<?>) event).getAggregateIdentifier())
                    .isEqualTo("article-1001"));
        }
    }

    @Test
    void a_large_transaction_that_is_rolled_back_leaves_no_gap_behind_the_next_event() throws SQLException {
        publish(1);
        appendMany(late, LARGE);
        publish(2);
        LogPosition open = LogPosition.of(read(null).getLast().trackingToken());
        late.rollback();

        assertThat(open.missing()).isEqualTo(LARGE);
        await().untilAsserted(() ->
                assertThat(LogPosition.of(readOnce(open)).hasGaps()).isFalse());
    }

    @Test
    void a_position_with_very_many_runs_of_gaps_grows_no_further() throws SQLException {
        publish(1);
        draw(late, 1);
        appendWithGaps(MANY);
        List<? extends TrackedEventMessage<?>> before = read(LogPosition.at(1));
        late.rollback();
        List<? extends TrackedEventMessage<?>> after =
                await().until(() -> read(before.getLast().trackingToken()), read -> !read.isEmpty());

        assertThat(LogPosition.of(before.getLast().trackingToken()).runs())
                .isBetween(LogEngine.MOST_RUNS, LogEngine.MOST_RUNS + LogEngine.BATCH);
        assertThat(before.size() + after.size()).isEqualTo(MANY);
    }

    @Test
    void whoever_looks_why_reading_stands_still_is_told_and_not_every_time(CapturedOutput output) throws SQLException {
        publish(1);
        draw(late, 1);
        appendWithGaps(MANY);
        TrackingToken full = read(LogPosition.at(1)).getLast().trackingToken();

        await().during(Duration.ofSeconds(1)).until(() -> read(full).isEmpty());

        assertThat(output.getAll().lines().filter(line -> line.contains("Reading the log waits")))
                .singleElement(STRING)
                .contains("RowExclusiveLock on event_store.domain_event_global_index_seq, and pg_locks");
    }

    /** Appends events with a gap before each. */
    private void appendWithGaps(int events) throws SQLException {
        try (Connection writing = connect();
                Statement statement = writing.createStatement()) {
            statement.execute("""
                    INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                        aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                    SELECT gen_random_uuid(), 'article-' || 10000 + number, 0, aggregate_type, now(), event_name,
                        event_revision, payload, metadata
                    FROM (SELECT * FROM event_store.domain_event ORDER BY global_index LIMIT 1) told,
                        generate_series(1, %d) number
                    WHERE nextval('event_store.domain_event_global_index_seq') > number""".formatted(events));
        }
    }

    private void draw(int places) {
        Node.applicationOn(database)
                .sql("SELECT nextval('event_store.domain_event_global_index_seq') FROM generate_series(1, ?)")
                .param(places)
                .query(Long.class)
                .list();
    }

    private static Set<Long> gapsOf(TrackingToken token) {
        return ((GapAwareTrackingToken) token).getGaps();
    }

    private static void draw(Connection connection, int places) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT nextval('event_store.domain_event_global_index_seq') FROM generate_series(1, %d)"
                    .formatted(places));
        }
    }

    private DataSource dataSource() {
        return new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
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

    private static void appendMany(Connection connection, int events) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                        aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                    SELECT gen_random_uuid(), 'article-' || 10000 + number, 0, aggregate_type, now(), event_name,
                        event_revision, payload, metadata
                    FROM (SELECT * FROM event_store.domain_event ORDER BY global_index LIMIT 1) told,
                        generate_series(1, %d) number""".formatted(events));
        }
    }

    private List<? extends TrackedEventMessage<?>> read(@Nullable TrackingToken after) {
        try (Stream<? extends TrackedEventMessage<?>> events = log.readEvents(after, false)) {
            return events.toList();
        }
    }
}
