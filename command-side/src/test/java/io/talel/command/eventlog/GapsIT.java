package io.talel.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.eventlog.commit.SettledPlaces;
import io.talel.kernel.LogPosition;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Places in the log that were drawn and are not, or never, filled. */
class GapsIT {

    @RegisterExtension
    private final LogWithGaps log = new LogWithGaps();

    @Test
    void a_transaction_that_commits_late_is_read_late_and_not_lost() throws SQLException {
        log.publish(1);
        log.append(log.late(), "article-1001", "now()");
        log.publish(2);

        List<? extends TrackedEventMessage<?>> before = log.read(null);
        log.late().commit();
        List<? extends TrackedEventMessage<?>> after = log.read(before.getLast().trackingToken());

        assertThat(before).hasSize(2);
        assertThat(after).singleElement().satisfies(event -> assertThat(event.getPayload())
                .isInstanceOfSatisfying(
                        ArticleEvent.class, e -> assertThat(e.articleId()).isEqualTo(new ArticleId(1001))));
        assertThat(((GapAwareTrackingToken) after.getLast().trackingToken()).getGaps())
                .isEmpty();
    }

    @Test
    void a_gap_wider_than_a_batch_does_not_hide_what_comes_after_it() {
        log.publish(1);
        TrackingToken first = log.read(null).getLast().trackingToken();
        log.draw(3 * LogEngine.BATCH);
        log.publish(2);

        assertThat(log.read(first)).hasSize(1);
    }

    @Test
    void reading_on_with_gaps_is_bounded() throws SQLException {
        for (int i = 1; i <= 20; i++) {
            log.publish(i);
        }

        try (PreparedStatement statement =
                        LogStatements.readGapsAndOn(log.late(), LogPosition.of(10, List.of(3, 7)), 5);
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
        log.publish(1);
        log.append(log.late(), "article-1001", "now()");
        try (Connection slow = log.connect()) {
            log.append(slow, "article-1002", "now() - interval '1 hour'");
        }
        TrackingToken passed = log.read(null).getLast().trackingToken();
        TrackingToken looked = log.readOnce(passed);
        log.late().commit();

        assertThat(log.gapsOf(passed)).containsExactly(2L);
        assertThat(log.gapsOf(looked)).containsExactly(2L);
        assertThat(log.read(looked)).singleElement().satisfies(event -> assertThat(
                        ((DomainEventMessage<?>) event).getAggregateIdentifier())
                .isEqualTo("article-1001"));
    }

    @Test
    void a_place_is_not_settled_while_who_drew_it_may_still_commit() throws SQLException {
        SettledPlaces settled = new SettledPlaces(log.dataSource(), Duration.ZERO);
        log.publish(1);
        log.append(log.late(), "article-1001", "now()");
        log.publish(2);

        settled.look();
        settled.look();
        assertThat(settled.place()).isZero();

        log.late().commit();
        settled.look();
        assertThat(settled.place()).isEqualTo(3);
    }

    @Test
    void writers_that_came_later_do_not_keep_a_place_from_settling() throws SQLException {
        SettledPlaces settled = new SettledPlaces(log.dataSource(), Duration.ZERO);
        log.publish(1);
        log.append(log.late(), "article-1001", "now()");
        log.publish(2);
        settled.look();
        try (Connection later = log.connect()) {
            later.setAutoCommit(false);
            log.append(later, "article-1002", "now()");
            log.late().rollback();

            settled.look();

            assertThat(settled.place()).isEqualTo(3);
            later.rollback();
        }
    }

    @Test
    void readers_and_writers_of_other_tables_keep_no_place_from_settling() throws SQLException {
        SettledPlaces settled = new SettledPlaces(log.dataSource(), Duration.ZERO);
        log.publish(1);
        try (Statement statement = log.late().createStatement()) {
            statement.execute("SELECT count(*) FROM event_store.domain_event");
            statement.execute("SELECT nextval('event_store.article_id')");
        }

        settled.look();

        assertThat(settled.place()).isEqualTo(1);
    }

    @Test
    void what_a_rollback_leaves_behind_is_dropped_with_the_next_event() throws SQLException {
        log.publish(1);
        log.append(log.late(), "article-1001", "now()");
        log.publish(2);
        TrackingToken passed = log.read(null).getLast().trackingToken();
        log.late().rollback();

        assertThat(log.gapsOf(passed)).containsExactly(2L);
        assertThat(log.gapsOf(log.readOnce(passed))).isEmpty();
    }

    @Test
    void an_event_that_fills_a_gap_is_read_before_the_other_gaps_are_dropped() throws SQLException {
        log.publish(1);
        log.append(log.late(), "article-1001", "now()");
        log.draw(2);
        log.publish(2);
        TrackingToken passed = log.read(null).getLast().trackingToken();
        log.late().commit();
        log.publish(3);

        List<? extends TrackedEventMessage<?>> events = log.read(passed);

        assertThat(log.gapsOf(passed)).containsExactly(2L, 3L, 4L);
        assertThat(events)
                .extracting(event -> event.trackingToken().position().orElseThrow())
                .containsExactly(5L, 6L);
        assertThat(log.gapsOf(events.getFirst().trackingToken())).containsExactly(3L, 4L);
        assertThat(log.gapsOf(events.getLast().trackingToken())).isEmpty();
    }
}
