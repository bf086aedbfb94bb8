package io.talel.query.rebuild.fill;

import io.talel.query.deadletter.Fault;
import io.talel.query.generation.Generation;
import io.talel.query.generation.SingleEventWriter;
import io.talel.query.projection.FoldedEvents;
import io.talel.query.projection.Projection;
import io.talel.query.rebuild.ProgressTracker;
import io.talel.query.rebuild.RebuildStopped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * Writes events of some streams into a generation, in large batches, on a connection of its own. A batch that fails is written
 * event by event to find the event that fails.
 */
final class BatchWriter implements AutoCloseable {

    /** Most events of a transaction. */
    private static final int BATCH = 1_000;

    private final Projection projection;
    private final Generation generation;
    private final Connection connection;
    private final ParkedStreams parked;
    private final SkipPolicy skipPolicy;
    private final ProgressTracker tracker;
    private final List<DomainEventMessage<?>> behind = new ArrayList<>();

    private FoldedEvents folded;
    private int count;

    /** @param connection closed with this writer */
    BatchWriter(
            Projection projection,
            Generation generation,
            Connection connection,
            ParkedStreams parked,
            SkipPolicy skipPolicy,
            ProgressTracker tracker)
            throws SQLException {
        this.projection = projection;
        this.generation = generation;
        this.connection = connection;
        this.parked = parked;
        this.skipPolicy = skipPolicy;
        this.tracker = tracker;
        this.folded = projection.noEvents();
        connection.setAutoCommit(false);
    }

    /** @return whether everything that was added is committed */
    boolean add(DomainEventMessage<?> event) throws SQLException {
        count++;
        if (parked.isBehind(event)) {
            behind.add(event);
        } else {
            try {
                folded.add(event);
            } catch (RuntimeException | StackOverflowError e) {
                if (!Fault.of(e).ofTheEvent()) {
                    throw e;
                }
                writeOneByOne();
                return true;
            }
        }
        if (count >= BATCH || folded.isFull()) {
            flush();
            return true;
        }
        return false;
    }

    void flush() throws SQLException {
        if (count == 0) {
            return;
        }
        try {
            folded.writeTo(connection, generation.schema());
            finish();
        } catch (SQLException | RuntimeException | StackOverflowError e) {
            if (!Fault.of(e).ofTheEvent()) {
                throw e;
            }
            connection.rollback();
            writeOneByOne();
        }
    }

    private void writeOneByOne() throws SQLException {
        SingleEventWriter single = new SingleEventWriter(connection, projection, generation.schema());
        for (DomainEventMessage<?> event : folded.events()) {
            if (parked.isBehind(event)) {
                behind.add(event);
                continue;
            }
            Optional<Fault> fault = single.take(events -> events.add(event), _ -> {});
            if (fault.isPresent()) {
                park(event, fault.get());
            }
        }
        finish();
    }

    private void park(DomainEventMessage<?> event, Fault fault) throws SQLException {
        if (!skipPolicy.allows(connection, event.getAggregateIdentifier())) {
            throw new RebuildStopped("An event cannot be taken: " + ParkedStreams.describe(event, fault));
        }
        parked.park(connection, event, fault);
        tracker.parked(1);
    }

    private void finish() throws SQLException {
        for (DomainEventMessage<?> event : behind) {
            parked.parkBehind(connection, event);
        }
        connection.commit();
        tracker.parked(behind.size());
        tracker.taken(count);
        behind.clear();
        folded = projection.noEvents();
        count = 0;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
