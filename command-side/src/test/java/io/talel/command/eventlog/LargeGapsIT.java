package io.talel.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.LogPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Many places of the log that are not filled yet. */
@ExtendWith(OutputCaptureExtension.class)
class LargeGapsIT {

    /** Events of a large transaction: several batches. */
    private static final int LARGE = 12 * LogEngine.BATCH;

    /** More runs of gaps than a position may have. */
    private static final int MANY = LogEngine.MOST_RUNS + 4 * LogEngine.BATCH;

    @RegisterExtension
    private final LogWithGaps log = new LogWithGaps();

    @Test
    void a_large_transaction_is_one_gap_while_it_goes_on_and_read_in_order_once_it_has_ended() throws SQLException {
        log.publish(1);
        log.appendMany(log.late(), LARGE);
        log.publish(2);
        LogPosition open = LogPosition.of(log.read(null).getLast().trackingToken());
        log.late().commit();

        List<? extends TrackedEventMessage<?>> events = await().until(() -> log.read(open), read -> !read.isEmpty());

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
        log.publish(1);
        log.appendMany(log.late(), LARGE);
        try (Connection beside = log.connect()) {
            beside.setAutoCommit(false);
            log.append(beside, "article-1001", "now()");
            log.publish(2);
            TrackingToken open = log.read(null).getLast().trackingToken();
            beside.commit();

            List<? extends TrackedEventMessage<?>> events =
                    await().until(() -> log.read(open), read -> !read.isEmpty());

            assertThat(events).singleElement().satisfies(event -> assertThat(
                            ((DomainEventMessage<?>) event).getAggregateIdentifier())
                    .isEqualTo("article-1001"));
        }
    }

    @Test
    void gaps_that_would_be_searched_in_an_hour_are_searched_at_once_for_whoever_asks() throws SQLException {
        log.publish(1);
        log.append(log.late(), "article-1001", "now()");
        log.append(log.late(), "article-1002", "now()");
        log.leaveOut(2_000_000_000);
        log.publish(2);
        LogPosition open = LogPosition.of(log.read(null).getLast().trackingToken());
        log.late().commit();

        assertThat(log.read(open)).isEmpty();
        assertThat(log.read(open.lookedThroughAt(LogPosition.AT_ONCE)))
                .extracting(event -> ((DomainEventMessage<?>) event).getAggregateIdentifier())
                .containsExactly("article-1001", "article-1002");
    }

    @Test
    void a_later_event_of_a_stream_does_not_overtake_an_earlier_one_that_is_late() throws SQLException {
        log.publish(1);
        log.append(log.late(), "article-1001", "now()");
        appendVersion(log.late(), "article-1", 1);
        log.leaveOut(2_000_000_000);
        log.publish(2);
        LogPosition open = LogPosition.of(log.read(null).getLast().trackingToken());
        log.late().commit();
        try (Connection later = log.connect()) {
            appendVersion(later, "article-1", 2);
        }

        assertThat(log.read(open))
                .extracting(event -> ((DomainEventMessage<?>) event).getSequenceNumber())
                .containsExactly(0L, 1L, 2L);
    }

    /** A copy of the first event of the log as a later one of its stream. */
    private static void appendVersion(Connection connection, String stream, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                        aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                    SELECT gen_random_uuid(), '%s', %d, aggregate_type, now(), event_name, event_revision, payload,
                        metadata
                    FROM event_store.domain_event ORDER BY global_index LIMIT 1""".formatted(stream, version));
        }
    }

    @Test
    void a_large_transaction_that_is_rolled_back_leaves_no_gap_behind_the_next_event() throws SQLException {
        log.publish(1);
        log.appendMany(log.late(), LARGE);
        log.publish(2);
        LogPosition open = LogPosition.of(log.read(null).getLast().trackingToken());
        log.late().rollback();

        assertThat(open.missing()).isEqualTo(LARGE);
        await().untilAsserted(() ->
                assertThat(LogPosition.of(log.readOnce(open)).hasGaps()).isFalse());
    }

    @Test
    void a_position_with_very_many_runs_of_gaps_grows_no_further() throws SQLException {
        log.publish(1);
        log.draw(log.late(), 1);
        appendWithGaps(MANY);
        List<? extends TrackedEventMessage<?>> before = log.read(LogPosition.at(1));
        log.late().rollback();
        List<? extends TrackedEventMessage<?>> after =
                await().until(() -> log.read(before.getLast().trackingToken()), read -> !read.isEmpty());

        assertThat(LogPosition.of(before.getLast().trackingToken()).runs())
                .isBetween(LogEngine.MOST_RUNS, LogEngine.MOST_RUNS + LogEngine.BATCH);
        assertThat(before.size() + after.size()).isEqualTo(MANY);
    }

    @Test
    void the_log_warns_once_why_reading_stands_still(CapturedOutput output) throws SQLException {
        log.publish(1);
        log.draw(log.late(), 1);
        appendWithGaps(MANY);
        TrackingToken full = log.read(LogPosition.at(1)).getLast().trackingToken();

        await().during(Duration.ofSeconds(1)).until(() -> log.read(full).isEmpty());

        assertThat(output.getAll().lines().filter(line -> line.contains("Reading the log waits")))
                .singleElement(STRING)
                .contains("RowExclusiveLock on event_store.domain_event_global_index_seq, and pg_locks");
    }

    /** Appends events with a gap before each. */
    private void appendWithGaps(int events) throws SQLException {
        try (Connection writing = log.connect();
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
}
