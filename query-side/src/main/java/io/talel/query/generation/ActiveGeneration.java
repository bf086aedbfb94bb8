package io.talel.query.generation;

import io.talel.query.deadletter.DeadLetters;
import io.talel.query.deadletter.Fault;
import io.talel.query.projection.EventIds;
import io.talel.query.projection.FoldedEvents;
import io.talel.query.projection.Projection;
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
 * Writes live events into the generation that readers see, and announces the versions that can be read. An event that fails is
 * parked, and with it the later events of its stream.
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

    /** Writes the rows within the open transaction; a large transaction writes several times. */
    void write(FoldedEvents folded, BatchOutcome outcome) {
        inTransaction(
                folded.events(),
                outcome,
                (connection, active, events, now) -> together(
                        connection, active, events.size() == folded.events().size() ? folded : fold(events), now));
    }

    /** As {@link #write}, for events of which at least one fails. */
    void writeOneByOne(List<DomainEventMessage<?>> events, BatchOutcome outcome) {
        inTransaction(events, outcome, this::oneByOne);
    }

    /** Called once the transaction has committed. */
    void committed(BatchOutcome outcome) {
        outcome.reached().forEach(row -> reached.reached(row.position()));
        outcome.parked()
                .forEach(parked -> EventIds.addTo(
                        parked.event(),
                        () -> LOG.warn(
                                "{} cannot take event {} of {} and parks the stream: {}: {}",
                                projection.name(),
                                parked.event().getSequenceNumber(),
                                parked.event().getAggregateIdentifier(),
                                parked.fault().cause(),
                                parked.fault().message())));
    }

    /** Writes events into the active generation. */
    @FunctionalInterface
    private interface EventWriting {
        void write(Connection connection, Generation active, List<DomainEventMessage<?>> events, BatchOutcome outcome)
                throws SQLException;
    }

    private void inTransaction(List<DomainEventMessage<?>> events, BatchOutcome all, EventWriting writing) {
        jdbc.execute((Connection connection) -> {
            BatchOutcome now = new BatchOutcome();
            ActiveLock lock = ActiveLock.take(connection, projection);
            if (lock.paused()) {
                throw new ProjectionPaused(projection.name());
            }
            if (lock.hasLetters()) {
                besidesLetters(connection, lock.generation(), events, now, writing);
            } else {
                writing.write(connection, lock.generation(), events, now);
            }
            announcements.announce(connection, now.reached());
            all.add(now);
            return true;
        });
    }

    /** Parks events behind a dead letter of their stream. An event before it has been written already. */
    private void besidesLetters(
            Connection connection,
            Generation active,
            List<DomainEventMessage<?>> events,
            BatchOutcome outcome,
            EventWriting writing)
            throws SQLException {
        DeadLetters letters = letters(connection, active);
        Map<String, Long> first = letters.lockFirst(
                events.stream().map(DomainEventMessage::getAggregateIdentifier).collect(Collectors.toSet()));
        ActiveLock.mark(connection);
        List<DomainEventMessage<?>> free = new ArrayList<>();
        List<DomainEventMessage<?>> waiting = new ArrayList<>();
        for (DomainEventMessage<?> event : events) {
            boolean waits =
                    event.getSequenceNumber() >= first.getOrDefault(event.getAggregateIdentifier(), Long.MAX_VALUE);
            (waits ? waiting : free).add(event);
        }
        writing.write(connection, active, free, outcome);
        for (DomainEventMessage<?> event : waiting) {
            letters.parkBehind(event);
        }
    }

    private void together(Connection connection, Generation active, FoldedEvents folded, BatchOutcome outcome)
            throws SQLException {
        try {
            folded.writeTo(connection, active.schema());
        } catch (SQLException | RuntimeException | StackOverflowError e) {
            if (!Fault.of(e).ofTheEvent()) {
                throw e;
            }
            ActiveLock.rollBackTo(connection);
            oneByOne(connection, active, folded.events(), outcome);
            return;
        }
        outcome.reached(folded.reached());
    }

    private void oneByOne(
            Connection connection, Generation active, List<DomainEventMessage<?>> events, BatchOutcome outcome)
            throws SQLException {
        DeadLetters letters = letters(connection, active);
        SingleEvents single = new SingleEvents(connection, projection, active.schema());
        Set<String> parked = new HashSet<>();
        for (DomainEventMessage<?> event : events) {
            if (parked.contains(event.getAggregateIdentifier())) {
                letters.parkBehind(event);
                continue;
            }
            Optional<Fault> fault = single.take(folded -> folded.add(event), outcome::reached);
            if (fault.isPresent()) {
                letters.park(event, fault.get());
                outcome.parked(event, fault.get());
                parked.add(event.getAggregateIdentifier());
            }
        }
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
