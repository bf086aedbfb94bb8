package io.talel.query.generation;

import io.talel.query.deadletter.DeadLetters;
import io.talel.query.deadletter.Fault;
import io.talel.query.projection.EventMdc;
import io.talel.query.projection.FoldedEvent;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes live events into the generation that readers see, and announces the versions that can be read. An event that fails is
 * parked, and with it the later events of its stream.
 */
final class ActiveGenerationWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveGenerationWriter.class);

    private final Projection projection;
    private final JdbcTemplate jdbc;
    private final VersionAnnouncements announcements;
    private final ReachedVersions reached;

    ActiveGenerationWriter(
            Projection projection,
            DataSource readModelDataSource,
            VersionAnnouncements announcements,
            ReachedVersions reached) {
        this.projection = projection;
        this.jdbc = new JdbcTemplate(readModelDataSource);
        this.announcements = announcements;
        this.reached = reached;
    }

    /** Writes the rows within the open transaction. */
    void write(List<FoldedEvent> events, BatchOutcome outcome) {
        jdbc.execute((Connection connection) -> {
            ActiveLock lock = ActiveLock.take(connection, projection);
            if (lock.paused()) {
                throw new ProjectionPaused(projection.name());
            }
            if (lock.hasLetters()) {
                besidesLetters(connection, lock.generation(), events, outcome);
            } else {
                together(connection, lock.generation(), events, outcome);
            }
            return true;
        });
    }

    /** Called once the transaction has committed. */
    void committed(BatchOutcome outcome) {
        outcome.reached().forEach(row -> reached.reached(row.position()));
        outcome.parked()
                .forEach(parked -> EventMdc.addTo(
                        parked.event(),
                        () -> LOG.warn(
                                "{} cannot take event {} of {} and parks the stream: {}: {}",
                                projection.name(),
                                parked.event().getSequenceNumber(),
                                parked.event().getAggregateIdentifier(),
                                parked.fault().cause(),
                                parked.fault().message())));
    }

    /** Parks events behind a dead letter of their stream. An event before it has been written already. */
    private void besidesLetters(
            Connection connection, Generation active, List<FoldedEvent> events, BatchOutcome outcome)
            throws SQLException {
        DeadLetters letters = letters(connection, active);
        Map<String, Long> first = letters.lockFirst(
                events.stream().map(ActiveGenerationWriter::stream).collect(Collectors.toSet()));
        List<FoldedEvent> free = new ArrayList<>();
        List<FoldedEvent> waiting = new ArrayList<>();
        for (FoldedEvent event : events) {
            boolean waits = event.event().getSequenceNumber() >= first.getOrDefault(stream(event), Long.MAX_VALUE);
            (waits ? waiting : free).add(event);
        }
        for (FoldedEvent event : waiting) {
            letters.parkBehind(event.event());
        }
        ActiveLock.mark(connection);
        together(connection, active, free, outcome);
    }

    /** Comes last, since it may commit. A rollback to the savepoint takes the announcement back. */
    private void together(Connection connection, Generation active, List<FoldedEvent> events, BatchOutcome outcome)
            throws SQLException {
        FoldedEvents folded = projection.noEvents();
        try {
            events.forEach(folded::add);
            announcements.announce(connection, folded.reached());
            folded.writeLast(connection, active.schema());
        } catch (SQLException | RuntimeException | StackOverflowError e) {
            if (!Fault.of(e).ofTheEvent()) {
                throw e;
            }
            rollBack(connection, e);
            oneByOne(connection, active, events, outcome);
            return;
        }
        outcome.reached(folded.reached());
    }

    private static void rollBack(Connection connection, Throwable cause) throws SQLException {
        try {
            ActiveLock.rollBackTo(connection);
        } catch (SQLException e) {
            // The commit itself has failed.
            e.addSuppressed(cause);
            throw e;
        }
    }

    private void oneByOne(Connection connection, Generation active, List<FoldedEvent> events, BatchOutcome outcome)
            throws SQLException {
        DeadLetters letters = letters(connection, active);
        SingleEventWriter single = new SingleEventWriter(connection, projection, active.schema());
        Set<String> parked = new HashSet<>();
        for (FoldedEvent event : events) {
            if (parked.contains(stream(event))) {
                letters.parkBehind(event.event());
                continue;
            }
            Optional<Fault> fault = single.take(folded -> folded.add(event), outcome::reached);
            if (fault.isPresent()) {
                letters.park(event.event(), fault.get());
                outcome.parked(event.event(), fault.get());
                parked.add(stream(event));
            }
        }
        announcements.announce(connection, outcome.reached());
    }

    private DeadLetters letters(Connection connection, Generation active) {
        return new DeadLetters(connection, projection.name(), active.number());
    }

    private static String stream(FoldedEvent event) {
        return event.event().getAggregateIdentifier();
    }
}
