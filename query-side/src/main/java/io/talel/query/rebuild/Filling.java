package io.talel.query.rebuild;

import io.talel.query.generation.Generation;
import io.talel.query.projection.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Fills a generation from the log: one thread reads, as many as the machine has processors fold and write. All events of a
 * stream go to the same writer, in their order.
 */
final class Filling implements AutoCloseable {

    private final Projection projection;
    private final EventStorageEngine log;
    private final Meter meter;
    private final Cancellation cancellation;
    private final LetterBox letters;
    private final List<EventWriter> writers = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("rebuild-writer-", 0).factory());

    private @Nullable GapAwareTrackingToken position;
    private @Nullable Touched touched;

    Filling(
            Projection projection,
            Generation generation,
            @Nullable GapAwareTrackingToken from,
            DataSource connections,
            EventStorageEngine log,
            Skipping skipping,
            Meter meter,
            Cancellation cancellation)
            throws SQLException {
        this.projection = projection;
        this.position = from;
        this.log = log;
        this.meter = meter;
        this.cancellation = cancellation;
        try (Connection connection = connections.getConnection()) {
            this.letters = LetterBox.of(connection, generation);
        }
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            writers.add(new EventWriter(projection, generation, connections.getConnection(), letters, skipping, meter));
        }
    }

    /** Everything up to here is in the generation; null for the beginning of the log. */
    @Nullable GapAwareTrackingToken position() {
        return position;
    }

    /** From now on whatever is read is also noted there. */
    void note(Touched into) {
        touched = into;
    }

    /**
     * Reads on to the end of the log, and returns once all of it is committed.
     *
     * @return the events that there were, those of other projections included
     */
    long readOn() throws SQLException {
        return readOn(Deadline.NONE);
    }

    /** As {@link #readOn()}; what was not read in time is left. */
    long readOn(Deadline deadline) throws SQLException {
        Handover handover = new Handover(writers.size());
        List<Future<?>> writing = new ArrayList<>();
        for (int i = 0; i < writers.size(); i++) {
            EventWriter writer = writers.get(i);
            Handover.Lane lane = handover.lane(i);
            writing.add(threads.submit(() -> {
                lane.drainInto(writer);
                return true;
            }));
        }
        GapAwareTrackingToken reached = position;
        long read = 0;
        try (Stream<? extends TrackedEventMessage<?>> events = log.readEvents(reached, false)) {
            Iterator<? extends TrackedEventMessage<?>> next = events.iterator();
            while (!deadline.isOver() && next.hasNext()) {
                TrackedEventMessage<?> event = next.next();
                hand(event, handover);
                reached = Position.of(event.trackingToken());
                meter.done(Position.index(reached));
                read++;
            }
        } catch (RuntimeException e) {
            handover.giveUp();
            RuntimeException cause = firstOf(writing);
            throw cause == null ? e : cause;
        } finally {
            handover.end();
        }
        await(writing);
        position = reached;
        return read;
    }

    private void hand(TrackedEventMessage<?> event, Handover handover) {
        cancellation.check();
        if (!projection.handles(event)) {
            return;
        }
        DomainEventMessage<?> mine = (DomainEventMessage<?>) event;
        if (touched != null) {
            touched.add(Position.of(event.trackingToken()), projection.idOf(mine.getAggregateIdentifier()));
        }
        handover.hand(mine, lengthOf(event));
    }

    /** An event that cannot be read is the writer's to complain of. */
    private long lengthOf(TrackedEventMessage<?> event) {
        try {
            return projection.lengthOf(event);
        } catch (RuntimeException e) {
            return 0;
        }
    }

    private static void await(List<Future<?>> writing) throws SQLException {
        RuntimeException error = firstOf(writing);
        if (error != null) {
            throw error;
        }
    }

    /** What a writer failed with, once all have ended. */
    private static @Nullable RuntimeException firstOf(List<Future<?>> writing) throws SQLException {
        Throwable first = null;
        for (Future<?> writer : writing) {
            try {
                writer.get();
            } catch (ExecutionException e) {
                first = e.getCause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RebuildStopped("It was interrupted");
            }
        }
        return switch (first) {
            case null -> null;
            case SQLException cause -> throw cause;
            case RuntimeException cause -> cause;
            case Error cause -> throw cause;
            default -> new IllegalStateException(first);
        };
    }

    @Override
    public void close() throws SQLException {
        threads.shutdownNow();
        for (EventWriter writer : writers) {
            writer.close();
        }
    }
}
