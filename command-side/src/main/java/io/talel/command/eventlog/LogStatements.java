package io.talel.command.eventlog;

import io.talel.kernel.LogPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.TimestampWriter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/** The statements of the log where those of Axon do not fit PostgreSQL or are not bounded. */
final class LogStatements {

    /** The columns of {@code event_store.domain_event}. Snapshots are read by statements of their own. */
    static final EventSchema SCHEMA = EventSchema.builder()
            .eventTable("event_store.domain_event")
            .globalIndexColumn("global_index")
            .eventIdentifierColumn("event_identifier")
            .aggregateIdentifierColumn("aggregate_identifier")
            .sequenceNumberColumn("sequence_number")
            .typeColumn("aggregate_type")
            .timestampColumn("occurred_at")
            .payloadTypeColumn("event_name")
            .payloadRevisionColumn("event_revision")
            .payloadColumn("payload")
            .metaDataColumn("metadata")
            .build();

    private static final String APPEND = """
            INSERT INTO event_store.domain_event (
                event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                event_name, event_revision, payload, metadata)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /** After so many bytes no further event is fetched: one can be a little over 1 MiB. */
    static final int BYTES = 8 * 1024 * 1024;

    private static final String COLUMNS = """
            global_index, event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
            event_name, event_revision, payload, metadata""";

    private static final String NEXT = """
            (SELECT * FROM event_store.domain_event WHERE global_index > ? ORDER BY global_index LIMIT ?)""";

    private static final String GAPS = """
            (SELECT late.*
             FROM unnest(?, ?) AS gap(first, last)
             CROSS JOIN LATERAL (
                 SELECT * FROM event_store.domain_event
                 WHERE global_index BETWEEN gap.first AND gap.last ORDER BY global_index LIMIT ?) late
             ORDER BY global_index LIMIT ?)""";

    /** Bounds rows of the log, in the order of their places, by number and size. */
    private static String bounded(String rows) {
        return """
                SELECT %s
                FROM (
                    SELECT *, sum(octet_length(payload)) OVER (ORDER BY global_index ROWS UNBOUNDED PRECEDING)
                                  - octet_length(payload) AS bytes_before
                    FROM (SELECT * FROM (%s) found ORDER BY global_index LIMIT ?) next
                ) measured
                WHERE bytes_before < %d
                ORDER BY global_index""".formatted(COLUMNS, rows, BYTES);
    }

    private static final String READ_ON = bounded(NEXT);
    private static final String READ_GAPS = bounded(GAPS);
    private static final String READ_GAPS_AND_ON = bounded(GAPS + " UNION ALL " + NEXT);

    /** Begins with the snapshot, if there is one that can be read; looking for it costs a probe of an index, no round trip. */
    private static final String READ_STREAM_FROM_SNAPSHOT = """
            WITH snapshot AS MATERIALIZED (
                SELECT taken.*
                FROM event_store.snapshot taken
                JOIN event_store.domain_event last ON last.event_identifier = taken.last_event
                WHERE taken.aggregate_identifier = ? AND taken.aggregate_type || '.' || taken.revision = ANY (?)
            )
            SELECT 0 AS global_index, last_event AS event_identifier, aggregate_identifier, sequence_number, aggregate_type,
                   taken_at AS occurred_at, aggregate_type AS event_name, revision::text AS event_revision,
                   state AS payload, '{}'::bytea AS metadata
            FROM snapshot
            UNION ALL (
                SELECT global_index, event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                       event_name, event_revision, payload, metadata
                FROM event_store.domain_event
                WHERE aggregate_identifier = ?
                  AND sequence_number > coalesce((SELECT sequence_number FROM snapshot), -1)
                ORDER BY sequence_number
                LIMIT ?)
            ORDER BY sequence_number""";

    private static final String READ_STREAM = """
            SELECT global_index, event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                   event_name, event_revision, payload, metadata
            FROM event_store.domain_event
            WHERE aggregate_identifier = ? AND sequence_number >= ?
            ORDER BY sequence_number
            LIMIT ?""";

    private static final String BEFORE = """
            SELECT min(global_index) - 1 FROM event_store.domain_event WHERE occurred_at >= ?""";

    private LogStatements() {}

    static PreparedStatement append(
            Connection connection,
            EventSchema schema,
            Class<?> dataType,
            List<? extends EventMessage<?>> events,
            Serializer serializer,
            TimestampWriter timestamps)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(APPEND);
        for (EventMessage<?> event : events) {
            set(statement, (DomainEventMessage<?>) event, serializer, timestamps);
            statement.addBatch();
        }
        return statement;
    }

    /** Appends an event and commits the transaction: one round trip. */
    static PreparedStatement appendAndCommit(
            Connection connection, DomainEventMessage<?> event, Serializer serializer, TimestampWriter timestamps)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(APPEND + "; COMMIT");
        set(statement, event, serializer, timestamps);
        return statement;
    }

    private static void set(
            PreparedStatement statement, DomainEventMessage<?> event, Serializer serializer, TimestampWriter timestamps)
            throws SQLException {
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        SerializedObject<byte[]> metadata = event.serializeMetaData(serializer, byte[].class);
        statement.setObject(1, UUID.fromString(event.getIdentifier()));
        statement.setString(2, event.getAggregateIdentifier());
        statement.setLong(3, event.getSequenceNumber());
        statement.setString(4, event.getType());
        timestamps.writeTimestamp(statement, 5, event.getTimestamp());
        statement.setString(6, payload.getType().getName());
        statement.setString(7, payload.getType().getRevision());
        statement.setBytes(8, payload.getData());
        statement.setBytes(9, metadata.getData());
    }

    /** @param first the version to begin with */
    static PreparedStatement readStream(Connection connection, EventSchema schema, String stream, long first, int limit)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(READ_STREAM);
        statement.setString(1, stream);
        statement.setLong(2, first);
        statement.setInt(3, limit);
        return statement;
    }

    /** @param readable the snapshots to begin with, {@code Article.1} */
    static PreparedStatement readStreamFromSnapshot(Connection connection, String stream, String[] readable, int limit)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(READ_STREAM_FROM_SNAPSHOT);
        statement.setString(1, stream);
        statement.setArray(2, connection.createArrayOf("text", readable));
        statement.setString(3, stream);
        statement.setInt(4, limit);
        return statement;
    }

    /** Events after a position. */
    static PreparedStatement readOn(Connection connection, LogPosition position, int limit) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(READ_ON);
        setNext(statement, 1, position, limit);
        return statement;
    }

    /** Events in the gaps of a position, and then events after it. */
    static PreparedStatement readGapsAndOn(Connection connection, LogPosition position, int limit) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(READ_GAPS_AND_ON);
        setNext(statement, setGaps(statement, position, limit), position, limit);
        return statement;
    }

    /** Events in the gaps of a position. */
    static PreparedStatement readGaps(Connection connection, LogPosition position, int limit) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(READ_GAPS);
        statement.setInt(setGaps(statement, position, limit), limit);
        return statement;
    }

    /** @return the number of the next parameter */
    private static int setGaps(PreparedStatement statement, LogPosition position, int limit) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(1, connection.createArrayOf("bigint", position.firstMissing()));
        statement.setArray(2, connection.createArrayOf("bigint", position.lastMissing()));
        statement.setInt(3, limit);
        statement.setInt(4, limit);
        return 5;
    }

    private static void setNext(PreparedStatement statement, int first, LogPosition position, int limit)
            throws SQLException {
        statement.setLong(first, position.getIndex());
        statement.setInt(first + 1, limit);
        statement.setInt(first + 2, limit);
    }

    static PreparedStatement before(Connection connection, EventSchema schema, Instant time) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(BEFORE);
        statement.setObject(1, time.atOffset(ZoneOffset.UTC));
        return statement;
    }
}
