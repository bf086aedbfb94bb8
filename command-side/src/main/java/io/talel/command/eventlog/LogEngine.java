package io.talel.command.eventlog;

import static io.talel.kernel.LogPosition.AT_ONCE;
import static io.talel.kernel.LogPosition.NEVER;

import io.talel.command.eventlog.commit.CommandTransaction;
import io.talel.command.eventlog.commit.SettledPlaces;
import io.talel.command.eventlog.serialization.EventCatalogue;
import io.talel.kernel.LogPosition;
import io.talel.kernel.UnknownEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.JdbcUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
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

    private static final EventUpcaster UPCASTERS = EventCatalogue.TALELIO.upcasters();

    private static final LogPosition BEGINNING = LogPosition.at(0);

    /**
     * Pause between two searches of the gaps, per gap; a search takes about a sixth of that. The few dozen gaps of concurrent
     * commands are searched with every read.
     */
    private static final long NANOS_A_GAP = 2_000;

    private static final long NOTHING_SETTLED = 0;

    /** Most runs of gaps in a position: a run takes 16 bytes in every event in memory. */
    static final int MOST_RUNS = 10_000;

    private static final long NANOS_BETWEEN_WARNINGS = TimeUnit.MINUTES.toNanos(1);

    private final Following following;
    private final SnapshotStore snapshots;

    /** Position of the last search that found no event, and so has none to carry its time. */
    private volatile LogPosition fruitless = BEGINNING;

    private final AtomicLong warnedAt = new AtomicLong(System.nanoTime() - NANOS_BETWEEN_WARNINGS);

    /**
     * How the log is followed.
     *
     * @param connections do not queue with the commands
     */
    record Following(ConnectionProvider connections, TailPolling polling, SettledPlaces settled) {}

    LogEngine(
            Serializer events,
            ConnectionProvider connections,
            TransactionManager transactions,
            Following following,
            SnapshotStore snapshots) {
        super(builder()
                .eventSerializer(events)
                .snapshotSerializer(events)
                .upcasterChain(UPCASTERS)
                .connectionProvider(connections)
                .transactionManager(transactions)
                .persistenceExceptionResolver(LogEngine::isUniqueViolation)
                .schema(LogStatements.SCHEMA)
                .batchSize(BATCH)
                .finalAggregateBatchPredicate(LogEngine::isLast)
                .readEventDataForAggregate((connection, schema, stream, first, limit) -> first == FROM_SNAPSHOT
                        ? LogStatements.readStreamFromSnapshot(connection, stream, snapshots.readable(), limit)
                        : LogStatements.readStream(connection, schema, stream, first, limit))
                .appendEvents(LogStatements::append)
                .createTokenAt(LogStatements::before));
        this.following = following;
        this.snapshots = snapshots;
    }

    /** Appends a command's only event with its commit, if the transaction allows it. */
    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        boolean atCommit = events.size() == 1
                && CommandTransaction.current()
                        .filter(command ->
                                command.appendsAtCommit(() -> appendAndCommit(events.getFirst(), serializer)))
                        .isPresent();
        if (!atCommit) {
            super.appendEvents(events, serializer);
        }
    }

    /** Axon would blame the identifier of a new stream for every error. */
    @Override
    protected void handlePersistenceException(Exception error, EventMessage<?> event) {
        if (!isUniqueViolation(error)) {
            throw new EventStoreException("An event cannot be appended", error);
        }
        super.handlePersistenceException(error, event);
    }

    private void appendAndCommit(EventMessage<?> event, Serializer serializer) {
        JdbcUtils.executeUpdates(
                getConnection(),
                error -> handlePersistenceException(error, event),
                connection -> LogStatements.appendAndCommit(
                        connection, (DomainEventMessage<?>) event, serializer, this::writeTimestamp));
    }

    /**
     * Every skipped place becomes a gap, which stays one until it is filled or settled. How far the log is settled is asked
     * before the read, so that the read sees whatever got in until then. A search of the gaps costs in proportion to their
     * number, so many gaps are searched less often, unless the position asks for it ({@link LogPosition#AT_ONCE}) or the read
     * finds a later event of a stream, which must not overtake the event before it. With
     * {@link #MOST_RUNS} runs the reader stops, since every position would be large.
     */
    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken last, int batchSize) {
        LogPosition position = last == null ? BEGINNING : LogPosition.of(last);
        if (last == null || position.hasGaps()) {
            following.settled().look();
        }
        long place = following.settled().place();
        long now = System.nanoTime();
        if (!position.hasGaps()) {
            return tracked(position, readOn(position, batchSize), place, now);
        }
        boolean full = position.runs() >= MOST_RUNS;
        long lookedAt = lastLook(position);
        if (lookedAt != NEVER && now - lookedAt < position.missing() * NANOS_A_GAP) {
            List<Row> rows = full ? List.of() : readOn(position, batchSize);
            if (rows.stream().allMatch(Row::beginsStream)) {
                return tracked(position, rows, NOTHING_SETTLED, lookedAt);
            }
            // The event before one of them may have filled a gap.
        }
        LogPosition rest = isWantedAtOnce(position) ? position : position.lookedThroughAt(NEVER);
        if (full) {
            List<Row> late = read(connection -> LogStatements.readGaps(connection, position, batchSize));
            rest = rest.withGapsTruncatedAt(place);
            if (!late.isEmpty()) {
                return tracked(position, late, place, NEVER);
            }
            if (rest.runs() >= MOST_RUNS) {
                fruitless = position.lookedThroughAt(now);
                warn(rest, now);
                return List.of();
            }
        }
        List<Row> rows = readGapsAndOn(rest, batchSize);
        if (rows.isEmpty()) {
            fruitless = position.lookedThroughAt(now);
        }
        return tracked(rest, rows, place, now);
    }

    /** A read that may block returns one batch, for {@link LogTail}; a full batch asks for another look. */
    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(@Nullable TrackingToken last, boolean mayBlock) {
        if (!mayBlock) {
            return super.readEventData(last, false);
        }
        List<? extends TrackedEventData<?>> events = fetchTrackedEvents(last, LogTail.BATCH);
        if (events.size() == LogTail.BATCH || length(events) >= LogStatements.BYTES) {
            following.polling().wake();
        }
        return events.stream();
    }

    private static long length(List<? extends TrackedEventData<?>> events) {
        return events.stream()
                .mapToLong(event -> ((byte[]) event.getPayload().getData()).length)
                .sum();
    }

    private static boolean isWantedAtOnce(LogPosition position) {
        return position.lookedThroughAt() == AT_ONCE;
    }

    private long lastLook(LogPosition position) {
        if (isWantedAtOnce(position)) {
            return NEVER;
        }
        LogPosition last = fruitless;
        return position.equals(last) ? last.lookedThroughAt() : position.lookedThroughAt();
    }

    private void warn(LogPosition position, long now) {
        long last = warnedAt.get();
        if (now - last >= NANOS_BETWEEN_WARNINGS && warnedAt.compareAndSet(last, now)) {
            LOG.warn(
                    "Reading the log waits: {} runs of places before {} are drawn and empty. A transaction that has drawn a"
                            + " place has been open for {} s or longer; it holds a RowExclusiveLock on"
                            + " event_store.domain_event_global_index_seq, and pg_locks tells its pid",
                    position.runs(),
                    position.getIndex(),
                    following.settled().awaited().toSeconds());
        }
    }

    private List<Row> readOn(LogPosition position, int batchSize) {
        return read(connection -> LogStatements.readOn(connection, position, batchSize));
    }

    private List<Row> readGapsAndOn(LogPosition position, int batchSize) {
        return read(connection -> LogStatements.readGapsAndOn(connection, position, batchSize));
    }

    /** One statement, outside transactions. */
    private List<Row> read(JdbcUtils.SqlFunction select) {
        try {
            return JdbcUtils.executeQuery(
                    following.connections().getConnection(),
                    select,
                    JdbcUtils.listResults(
                            row -> new Row(row.getLong(schema().globalIndexColumn()), getDomainEventData(row))),
                    LogEngine::unreadable);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static EventStoreException unreadable(SQLException e) {
        return new EventStoreException("The log cannot be read", e);
    }

    /**
     * The events come in the order of their places, so a settled gap that they did not fill is dropped. The first event after
     * the position shows that all gaps have been searched.
     */
    private static List<TrackedEventData<?>> tracked(
            LogPosition before, List<Row> rows, long settled, long lookedThroughAt) {
        List<TrackedEventData<?>> events = new ArrayList<>();
        LogPosition position = before;
        for (Row row : rows) {
            position = position.advanceTo(row.place()).withGapsTruncatedAt(Math.min(settled, row.place()));
            if (row.place() > before.getIndex()) {
                position = position.lookedThroughAt(lookedThroughAt);
            }
            events.add(new TrackedDomainEventData<>(position, row.event()));
        }
        return events;
    }

    /** An event and its place in the log. */
    private record Row(long place, DomainEventData<?> event) {

        boolean beginsStream() {
            return event.getSequenceNumber() == 0;
        }
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return position(super.createTailToken());
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return position(super.createHeadToken());
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant time) {
        return position(super.createTokenAt(time));
    }

    private static @Nullable LogPosition position(@Nullable TrackingToken token) {
        return token == null ? null : LogPosition.of(token);
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
        Optional<DomainEventMessage<?>> snapshot = snapshot(stream, first.getFirst());
        return snapshot.isPresent()
                ? DomainEventStream.concat(
                        DomainEventStream.of(snapshot.get()), events(StreamSupport.stream(rows, false)))
                : readEvents(stream, 0);
    }

    private Optional<DomainEventMessage<?>> snapshot(String stream, DomainEventData<?> row) {
        try {
            return snapshots.read(row);
        } catch (RuntimeException e) {
            LOG.warn("The snapshot of {} cannot be read, so its events are: {}", stream, e.toString());
            return Optional.empty();
        }
    }

    private DomainEventStream events(Stream<? extends DomainEventData<?>> rows) {
        DomainEventStream events =
                EventStreamUtils.upcastAndDeserializeDomainEvents(rows, getEventSerializer(), UPCASTERS);
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
