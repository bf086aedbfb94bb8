package io.talel.query.rebuild.fill;

import io.talel.query.generation.Generation;
import io.talel.query.projection.Projection;
import io.talel.query.rebuild.Cancellation;
import io.talel.query.rebuild.ProgressTracker;
import io.talel.query.rebuild.RebuildJob;
import io.talel.query.rebuild.RebuildStopped;
import io.talel.query.rebuild.TrackingTokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.ObjLongConsumer;
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
public final class GenerationFiller implements AutoCloseable {

    private final Projection projection;
    private final EventStorageEngine log;
    private final Generation generation;
    private final ProgressTracker tracker;
    private final Cancellation cancellation;
    private final ParkedStreams parked;
    private final List<BatchWriter> writers = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("rebuild-writer-", 0).factory());

    private @Nullable GapAwareTrackingToken position;
    private @Nullable ObjLongConsumer<@Nullable GapAwareTrackingToken> listener;

    /**
     * @param connections each writer takes one
     * @param from the place up to which the generation is filled already; null for the beginning of the log
     */
    public GenerationFiller(
            EventStorageEngine log,
            DataSource connections,
            RebuildJob job,
            Generation live,
            Generation generation,
            @Nullable GapAwareTrackingToken from)
            throws SQLException {
        this.projection = job.projection();
        this.generation = generation;
        this.position = from;
        this.log = log;
        this.tracker = job.tracker();
        this.cancellation = job.cancellation();
        SkipPolicy skipPolicy = SkipPolicy.of(job.order(), live);
        try (Connection connection = connections.getConnection()) {
            this.parked = ParkedStreams.of(connection, generation);
        }
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            writers.add(
                    new BatchWriter(projection, generation, connections.getConnection(), parked, skipPolicy, tracker));
        }
    }

    public Generation generation() {
        return generation;
    }

    /** Everything up to here is in the generation; null for the beginning of the log. */
    public @Nullable GapAwareTrackingToken position() {
        return position;
    }

    /** Passes on the place in the log and the row of every event that is read from now on. */
    public void note(ObjLongConsumer<@Nullable GapAwareTrackingToken> into) {
        listener = into;
    }

    /**
     * Reads to the end of the log, and returns once everything is committed.
     *
     * @return number of events read, including events of other projections
     */
    public long readOn() throws SQLException {
        return readOn(() -> false);
    }

    /** As {@link #readOn()}, but stops once {@code isOver} says so. */
    public long readOn(BooleanSupplier isOver) throws SQLException {
        WriterQueues queues = new WriterQueues(writers.size());
        List<Future<?>> writing = new ArrayList<>();
        for (int i = 0; i < writers.size(); i++) {
            BatchWriter writer = writers.get(i);
            WriterQueues.WriterQueue queue = queues.queue(i);
            writing.add(threads.submit(() -> {
                queue.drainInto(writer);
                return true;
            }));
        }
        GapAwareTrackingToken reached = position;
        long read = 0;
        try (Stream<? extends TrackedEventMessage<?>> events = log.readEvents(TrackingTokens.start(reached), false)) {
            Iterator<? extends TrackedEventMessage<?>> next = events.iterator();
            while (!isOver.getAsBoolean() && next.hasNext()) {
                TrackedEventMessage<?> event = next.next();
                enqueue(event, queues);
                reached = TrackingTokens.of(event.trackingToken());
                tracker.done(TrackingTokens.index(reached));
                read++;
            }
        } catch (RuntimeException e) {
            queues.giveUp();
            RuntimeException cause = firstOf(writing);
            throw cause == null ? e : cause;
        } finally {
            queues.end();
        }
        await(writing);
        position = reached;
        return read;
    }

    private void enqueue(TrackedEventMessage<?> event, WriterQueues queues) {
        cancellation.check();
        if (!projection.handles(event)) {
            return;
        }
        DomainEventMessage<?> mine = (DomainEventMessage<?>) event;
        if (listener != null) {
            listener.accept(TrackingTokens.of(event.trackingToken()), projection.idOf(mine.getAggregateIdentifier()));
        }
        queues.enqueue(mine, lengthOf(event));
    }

    /** Zero for an event that cannot be read: the writer reports it. */
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

    /** Waits for all writers and returns the first error. */
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
        for (BatchWriter writer : writers) {
            writer.close();
        }
    }
}
