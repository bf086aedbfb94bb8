package io.talel.query.generation;

import io.talel.query.deadletter.DeadLetters;
import io.talel.query.projection.FoldedEvents;
import io.talel.query.projection.Projection;
import io.talel.query.projection.Reached;
import io.talel.query.visibility.LateRows;
import io.talel.query.visibility.ReachedVersions;
import io.talel.query.visibility.VersionAnnouncements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes single rows beside the node that owns their segment, so that a node that is dead, frozen or slow holds nobody up. The
 * owner finds them done. Only direct successors of what a row shows are written, under the same lock as a batch and by the same
 * statements; the token is not touched, and what fails is left for the owner to park.
 */
final class LateWriter implements LateRows {

    /** Events of a row that are written at most; who is further behind has to wait. */
    private static final int MOST = 20;

    /** Longest wait for a swap or a batch that writes the same row. */
    private static final String BOUND = "SET LOCAL lock_timeout = '200ms'";

    private static final String SHOWN = "SELECT version FROM %s.%s WHERE id = ? FOR UPDATE";

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
    public void write(Projection projection, String stream, long shown, long awaited) {
        if (awaited - shown > MOST) {
            return;
        }
        FoldedEvents events = projection.noEvents();
        DomainEventStream recorded = log.get().readEvents(stream, shown + 1);
        recorded.asStream()
                .takeWhile(event -> event.getSequenceNumber() <= awaited)
                .forEach(events::add);
        if (events.isEmpty()) {
            return;
        }
        ConnectionCallback<List<Reached>> write = connection -> write(connection, projection, stream, shown, events);
        List<Reached> reached = Objects.requireNonNull(transactions.execute(_ -> jdbc.execute(write)));
        reached.forEach(row -> reachedVersions.reached(row.position()));
    }

    private List<Reached> write(
            Connection connection, Projection projection, String stream, long shown, FoldedEvents events)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(BOUND);
        }
        ActiveLock lock = ActiveLock.take(connection, projection);
        if (lock.paused()
                || (lock.hasLetters() && isParked(connection, lock.generation(), stream))
                || shown(connection, projection, lock.generation(), stream) != shown) {
            return List.of();
        }
        events.writeTo(connection, lock.generation().schema());
        announcements.announce(connection, events.reached());
        return events.reached();
    }

    private static boolean isParked(Connection connection, Generation active, String stream) throws SQLException {
        return !new DeadLetters(connection, active.projection(), active.number())
                .lock(List.of(stream))
                .isEmpty();
    }

    /** The version of the row, which stays until the transaction ends; -1 if there is none. */
    private static long shown(Connection connection, Projection projection, Generation active, String stream)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SHOWN.formatted(active.schema(), projection.view()))) {
            select.setLong(1, projection.idOf(stream));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : -1;
            }
        }
    }
}
