package io.talel.query.generation;

import io.talel.query.deadletter.DeadLetterId;
import io.talel.query.deadletter.DeadLetters;
import io.talel.query.projection.FoldedEvents;
import io.talel.query.projection.Projection;
import io.talel.query.projection.RowVersion;
import io.talel.query.visibility.LateRows;
import io.talel.query.visibility.ReachedVersions;
import io.talel.query.visibility.VersionAnnouncements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes rows beside the node that owns their segment, so that a dead, frozen or slow node delays no reader. Writes only the
 * next version of a row, under the same lock and by the same statements as a batch. The token does not move: the owner skips
 * the event, or parks it if it fails.
 */
final class LateWriter implements LateRows {

    private static final Logger LOG = LoggerFactory.getLogger(LateWriter.class);

    /** Longest wait for a swap, or for a batch that holds one of the rows. */
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '50ms'";

    private static final String SHOWN = "SELECT id, version FROM %s.%s WHERE id = ANY (?) FOR UPDATE SKIP LOCKED";

    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final Supplier<EventStore> log;
    private final VersionAnnouncements announcements;
    private final ReachedVersions reachedVersions;

    LateWriter(
            DataSource readModelDataSource,
            TransactionOperations transactions,
            Supplier<EventStore> log,
            VersionAnnouncements announcements,
            ReachedVersions reachedVersions) {
        this.jdbc = new JdbcTemplate(readModelDataSource);
        this.transactions = transactions;
        this.log = log;
        this.announcements = announcements;
        this.reachedVersions = reachedVersions;
    }

    @Override
    public void write(Projection projection, Map<String, Long> shown) {
        Map<String, DomainEventMessage<?>> next = new HashMap<>();
        shown.forEach((stream, version) -> log.get()
                .readEvents(stream, version + 1)
                .asStream()
                .findFirst()
                .ifPresent(event -> next.put(stream, event)));
        write(projection, List.copyOf(next.values()));
    }

    /** If a row fails, tries each half, until the row is alone. */
    private void write(Projection projection, List<DomainEventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            ConnectionCallback<List<RowVersion>> write = connection -> write(connection, projection, events);
            List<RowVersion> reached = Objects.requireNonNull(transactions.execute(_ -> jdbc.execute(write)));
            reached.forEach(row -> reachedVersions.reached(row.position()));
        } catch (RuntimeException | StackOverflowError e) {
            if (events.size() == 1) {
                LOG.debug("A late row of {} could not be written", projection.name(), e);
                return;
            }
            write(projection, events.subList(0, events.size() / 2));
            write(projection, events.subList(events.size() / 2, events.size()));
        }
    }

    private List<RowVersion> write(Connection connection, Projection projection, List<DomainEventMessage<?>> events)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCK_TIMEOUT);
        }
        ActiveLock lock = ActiveLock.take(connection, projection);
        if (lock.paused()) {
            return List.of();
        }
        List<String> parked = lock.hasLetters() ? parked(connection, lock.generation(), events) : List.of();
        Map<Long, Long> shown = shown(connection, projection, lock.generation(), events);
        FoldedEvents due = projection.noEvents();
        for (DomainEventMessage<?> event : events) {
            String stream = event.getAggregateIdentifier();
            long row = shown.getOrDefault(projection.idOf(stream), -1L);
            if (!parked.contains(stream) && row == event.getSequenceNumber() - 1) {
                due.add(event);
            }
        }
        if (due.isEmpty()) {
            return List.of();
        }
        due.writeTo(connection, lock.generation().schema());
        announcements.announce(connection, due.reached());
        return due.reached();
    }

    private static List<String> parked(Connection connection, Generation active, List<DomainEventMessage<?>> events)
            throws SQLException {
        return new DeadLetters(connection, active.projection(), active.number())
                        .lock(events.stream()
                                .map(DomainEventMessage::getAggregateIdentifier)
                                .collect(Collectors.toList()))
                        .stream()
                        .map(DeadLetterId::stream)
                        .toList();
    }

    /** Locks the rows that no other transaction holds and reads their versions. */
    private static Map<Long, Long> shown(
            Connection connection, Projection projection, Generation active, List<DomainEventMessage<?>> events)
            throws SQLException {
        Long[] ids = events.stream()
                .map(event -> projection.idOf(event.getAggregateIdentifier()))
                .toArray(Long[]::new);
        try (PreparedStatement select =
                connection.prepareStatement(SHOWN.formatted(active.schema(), projection.view()))) {
            select.setArray(1, connection.createArrayOf("bigint", ids));
            try (ResultSet row = select.executeQuery()) {
                Map<Long, Long> shown = new HashMap<>();
                while (row.next()) {
                    shown.put(row.getLong(1), row.getLong(2));
                }
                return shown;
            }
        }
    }
}
