package io.talel.command.eventlog;

import io.talel.kernel.UnknownEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event log in PostgreSQL: times to the microsecond, every read bounded, conflicts told from other errors, no late
 * event lost, and none that the code cannot read passed over.
 */
final class LogEngine extends JdbcEventStorageEngine {

    /** Most events fetched at once, fewer if they are large. */
    static final int BATCH = 250;

    private static final String UNIQUE_VIOLATION = "23505";

    /** A version that stands for: begin with the snapshot. */
    private static final long FROM_SNAPSHOT = -1;

    private static final Logger LOG = LoggerFactory.getLogger(LogEngine.class);

    private static final GapAwareTrackingToken BEGINNING = GapAwareTrackingToken.newInstance(0, Set.of());

    private final EventUpcaster upcasters;
    private final SettledPlaces settled;
    private final Snapshots snapshots;

    LogEngine(
            Serializer events,
            EventUpcaster upcasters,
            ConnectionProvider connections,
            TransactionManager transactions,
            SettledPlaces settled,
            Snapshots snapshots) {
        super(builder()
                .eventSerializer(events)
                .snapshotSerializer(events)
                .upcasterChain(upcasters)
                .connectionProvider(connections)
                .transactionManager(transactions)
                .persistenceExceptionResolver(LogEngine::isUniqueViolation)
                .schema(LogStatements.SCHEMA)
                .batchSize(BATCH)
                .finalAggregateBatchPredicate(LogEngine::isLast)
                // Gaps are dropped here, not by Axon, which compares the clocks of nodes.
                .gapCleaningThreshold(Integer.MAX_VALUE)
                // Reading on takes the next rows wherever they are, so there is no range that could be empty.
                .extendedGapCheckEnabled(false)
                .readEventDataForAggregate((connection, schema, stream, first, limit) -> first == FROM_SNAPSHOT
                        ? LogStatements.readStreamFromSnapshot(connection, stream, snapshots.readable(), limit)
                        : LogStatements.readStream(connection, schema, stream, first, limit))
                .appendEvents(LogStatements::append)
                .readEventDataWithoutGaps(LogStatements::readOn)
                .readEventDataWithGaps(LogStatements::readOnAndGaps)
                .createTokenAt(LogStatements::before));
        this.upcasters = upcasters;
        this.settled = settled;
        this.snapshots = snapshots;
    }

    /**
     * Every place that is passed over becomes a gap, which stays one until it is filled or settled. How far the log is
     * settled is asked before the read, so that the read sees whatever got in until then.
     */
    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken last, int batchSize) {
        GapAwareTrackingToken token = last == null ? BEGINNING : (GapAwareTrackingToken) last;
        if (last == null || token.hasGaps()) {
            settled.look();
        }
        long place = settled.place();
        List<TrackedEventData<?>> events = new ArrayList<>();
        for (TrackedEventData<?> event : super.fetchTrackedEvents(token, batchSize)) {
            token = advance(token, indexOf(event.trackingToken()), place);
            events.add(new TrackedDomainEventData<>(token, (DomainEventData<?>) event));
        }
        return events;
    }

    /** Events that fill gaps come first, so gaps are dropped only behind those: with the first event that is new. */
    private static GapAwareTrackingToken advance(GapAwareTrackingToken token, long index, long settled) {
        GapAwareTrackingToken next = token.advanceTo(index, Integer.MAX_VALUE);
        return index < token.getIndex() ? next : next.withGapsTruncatedAt(Math.min(settled, index));
    }

    private static long indexOf(@Nullable TrackingToken token) {
        return ((GapAwareTrackingToken) Objects.requireNonNull(token)).getIndex();
    }

    /** The place only: which gaps there are before it is known when the whole batch has been read. */
    @Override
    protected TrackedEventData<?> getTrackedEventData(ResultSet row, @Nullable GapAwareTrackingToken previous)
            throws SQLException {
        long index = row.getLong(schema().globalIndexColumn());
        return new TrackedDomainEventData<>(
                GapAwareTrackingToken.newInstance(index, Set.of()), getDomainEventData(row));
    }

    @Override
    public DomainEventStream readEvents(String stream, long firstVersion) {
        return events(readEventData(stream, firstVersion));
    }

    /** The newest snapshot that this code can read, if there is one, and the events after it: one round trip. */
    DomainEventStream readFromSnapshot(String stream) {
        Spliterator<? extends DomainEventData<?>> rows =
                readEventData(stream, FROM_SNAPSHOT).spliterator();
        List<DomainEventData<?>> first = new ArrayList<>(1);
        if (!rows.tryAdvance(first::add) || !snapshots.isSnapshot(first.getFirst())) {
            return events(Stream.concat(first.stream(), StreamSupport.stream(rows, false)));
        }
        try {
            DomainEventMessage<?> snapshot = snapshots.read(first.getFirst());
            return DomainEventStream.concat(DomainEventStream.of(snapshot), events(StreamSupport.stream(rows, false)));
        } catch (RuntimeException e) {
            LOG.warn("The snapshot of {} cannot be read, so its events are: {}", stream, e.toString());
            return readEvents(stream, 0);
        }
    }

    private DomainEventStream events(Stream<? extends DomainEventData<?>> rows) {
        DomainEventStream events =
                EventStreamUtils.upcastAndDeserializeDomainEvents(rows, getEventSerializer(), upcasters);
        return DomainEventStream.of(events.asStream().map(LogEngine::readable), events::getLastSequenceNumber);
    }

    /** Axon would ask for it before the events, which costs every command a round trip: {@link #readFromSnapshot}. */
    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String stream) {
        return Stream.empty();
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        keepSnapshot(snapshot);
    }

    /** @return whether it is the newest now; one that is as new, or of a newer revision, stays */
    boolean keepSnapshot(DomainEventMessage<?> snapshot) {
        return snapshots.store(snapshot);
    }

    @Override
    protected void writeTimestamp(PreparedStatement statement, int position, Instant time) throws SQLException {
        statement.setObject(position, time.atOffset(ZoneOffset.UTC));
    }

    @Override
    protected Object readTimeStamp(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant().toString();
    }

    private static DomainEventMessage<?> readable(DomainEventMessage<?> event) {
        if (event.getPayload() instanceof UnknownEvent unknown) {
            throw unknown.refused();
        }
        return event;
    }

    private static boolean isUniqueViolation(Exception error) {
        return error instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState());
    }

    private static boolean isLast(List<? extends DomainEventData<?>> batch) {
        return batch.size() < BATCH;
    }
}
