package io.talel.query.generation;

import io.talel.query.deadletter.DeadLetters;
import io.talel.query.deadletter.Fault;
import io.talel.query.projection.FoldedEvents;
import io.talel.query.projection.Projection;
import io.talel.query.projection.Reached;
import io.talel.query.visibility.ReachedVersions;
import io.talel.query.visibility.VersionAnnouncements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes live events into the generation that readers see, and makes known what can be read. An event that cannot be taken
 * is parked, and with it the later ones of its stream.
 */
final class ActiveGeneration {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveGeneration.class);

    private final Projection projection;
    private final JdbcTemplate jdbc;
    private final VersionAnnouncements announcements;
    private final ReachedVersions reached;

    ActiveGeneration(
            Projection projection,
            DataSource readModelDataSource,
            VersionAnnouncements announcements,
            ReachedVersions reached) {
        this.projection = projection;
        this.jdbc = new JdbcTemplate(readModelDataSource);
        this.announcements = announcements;
        this.reached = reached;
    }

    /** Writes the rows within the transaction that is open; a large transaction writes several times. */
    List<Reached> write(FoldedEvents folded) {
        return inTransaction(
                folded.events(),
                (connection, active, events) -> together(
                        connection, active, events.size() == folded.events().size() ? folded : fold(events)));
    }

    /** Does the same with events of which one is known to fail. */
    List<Reached> writeOneByOne(List<DomainEventMessage<?>> events) {
        return inTransaction(events, this::oneByOne);
    }

    /** Called once the transaction has committed, with the versions that it reached. */
    void committed(List<Reached> rows) {
        rows.forEach(row -> reached.reached(row.position()));
    }

    /** Takes events into the active generation. */
    @FunctionalInterface
    private interface Taking {
        List<Reached> take(Connection connection, Generation active, List<DomainEventMessage<?>> events)
                throws SQLException;
    }

    private List<Reached> inTransaction(List<DomainEventMessage<?>> events, Taking taking) {
        List<Reached> rows = jdbc.execute((Connection connection) -> {
            ActiveLock lock = ActiveLock.take(connection, projection);
            if (lock.paused()) {
                throw new ProjectionPaused(projection.name());
            }
            List<Reached> taken = lock.hasLetters()
                    ? besidesLetters(connection, lock.generation(), events, taking)
                    : taking.take(connection, lock.generation(), events);
            announcements.announce(connection, taken);
            return taken;
        });
        return rows == null ? List.of() : rows;
    }

    /** Events behind a letter of their stream wait with it. One before it has been taken once already. */
    private List<Reached> besidesLetters(
            Connection connection, Generation active, List<DomainEventMessage<?>> events, Taking taking)
            throws SQLException {
        DeadLetters letters = letters(connection, active);
        Map<String, Long> first = letters.lockFirst(
                events.stream().map(DomainEventMessage::getAggregateIdentifier).collect(Collectors.toSet()));
        Map<Boolean, List<DomainEventMessage<?>>> byWaiting = events.stream()
                .collect(Collectors.partitioningBy(event -> event.getSequenceNumber()
                        >= first.getOrDefault(event.getAggregateIdentifier(), Long.MAX_VALUE)));
        List<Reached> taken = taking.take(connection, active, byWaiting.getOrDefault(false, List.of()));
        for (DomainEventMessage<?> event : byWaiting.getOrDefault(true, List.of())) {
            letters.parkBehind(event);
        }
        return taken;
    }

    private List<Reached> together(Connection connection, Generation active, FoldedEvents folded) throws SQLException {
        try {
            folded.writeTo(connection, active.schema());
            return folded.reached();
        } catch (SQLException | RuntimeException | StackOverflowError e) {
            if (!Fault.of(e).ofTheEvent()) {
                throw e;
            }
            ActiveLock.rollBackTo(connection);
            return oneByOne(connection, active, folded.events());
        }
    }

    private List<Reached> oneByOne(Connection connection, Generation active, List<DomainEventMessage<?>> events)
            throws SQLException {
        DeadLetters letters = letters(connection, active);
        SingleEvents single = new SingleEvents(connection, projection, active.schema());
        List<Reached> taken = new ArrayList<>();
        Set<String> parked = new HashSet<>();
        for (DomainEventMessage<?> event : events) {
            if (parked.contains(event.getAggregateIdentifier())) {
                letters.parkBehind(event);
                continue;
            }
            Optional<Fault> fault = single.take(folded -> folded.add(event), taken::addAll);
            if (fault.isPresent()) {
                letters.park(event, fault.get());
                parked.add(event.getAggregateIdentifier());
                LOG.warn(
                        "{} cannot take event {} of {} and parks the stream: {}",
                        projection.name(),
                        event.getSequenceNumber(),
                        event.getAggregateIdentifier(),
                        fault.get().message());
            }
        }
        return taken;
    }

    private DeadLetters letters(Connection connection, Generation active) {
        return new DeadLetters(connection, projection.name(), active.number());
    }

    private FoldedEvents fold(List<DomainEventMessage<?>> events) {
        FoldedEvents folded = projection.noEvents();
        events.forEach(folded::add);
        return folded;
    }
}
