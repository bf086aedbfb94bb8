package io.talel.command.eventlog;

import io.talel.command.database.TimeBounds;
import io.talel.kernel.UnknownEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/**
 * The event log in PostgreSQL: times to the microsecond, every read bounded, conflicts told from other errors, and no
 * event that the code cannot read passed over.
 */
final class LogEngine extends JdbcEventStorageEngine {

    /** Events fetched at once; one event can be a little over 1 MiB. */
    static final int BATCH = 250;

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int GAPS_BEFORE_CLEANING = 50;

    LogEngine(
            Serializer events,
            EventUpcaster upcasters,
            ConnectionProvider connections,
            TransactionManager transactions) {
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
                .gapTimeout(Math.toIntExact(TimeBounds.GAP.toMillis()))
                .gapCleaningThreshold(GAPS_BEFORE_CLEANING)
                // Reading on takes the next rows wherever they are, so there is no range that could be empty.
                .extendedGapCheckEnabled(false)
                .appendEvents(LogStatements::append)
                .readEventDataWithoutGaps(LogStatements::readOn)
                .readEventDataWithGaps(LogStatements::readOnAndGaps)
                .cleanGaps(LogStatements::aroundGaps)
                .createTokenAt(LogStatements::before));
    }

    @Override
    public DomainEventStream readEvents(String stream, long firstVersion) {
        DomainEventStream events = super.readEvents(stream, firstVersion);
        return DomainEventStream.of(events.asStream().map(LogEngine::readable), events::getLastSequenceNumber);
    }

    /** Streams are short, so nobody takes snapshots: looking for one would cost every command a round trip. */
    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String stream) {
        return Stream.empty();
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        throw new UnsupportedOperationException("The event log has no snapshots");
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
