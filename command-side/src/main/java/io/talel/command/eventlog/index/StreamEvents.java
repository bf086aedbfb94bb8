package io.talel.command.eventlog.index;

import io.talel.command.eventlog.serialization.EventCatalogue;
import io.talel.kernel.ListEventsOf;
import io.talel.kernel.StreamEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads whole streams for exports: a snapshot does not have the earlier versions of an article. */
final class StreamEvents {

    /** Fetches no further event after so many bytes: one can be a little over 1 MiB. */
    static final int BYTES = 4 * 1024 * 1024;

    private static final String READ = """
            SELECT event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at, event_name,
                   event_revision, payload, metadata
            FROM (
                SELECT *, sum(octet_length(payload)) OVER (ORDER BY sequence_number ROWS UNBOUNDED PRECEDING)
                              - octet_length(payload) AS bytes_before
                FROM (
                    SELECT * FROM event_store.domain_event
                    WHERE aggregate_identifier = :stream AND sequence_number > :after
                    ORDER BY sequence_number
                    LIMIT 250) next
            ) measured
            WHERE bytes_before < :bytes
            ORDER BY sequence_number
            """;

    private final JdbcClient jdbc;
    private final Serializer serializer;

    /** @param serializer of the log, which opens personal fields */
    StreamEvents(DataSource eventStore, Serializer serializer) {
        this.jdbc = JdbcClient.create(eventStore);
        this.serializer = serializer;
    }

    @QueryHandler
    List<StreamEvent> handle(ListEventsOf query) {
        List<GenericDomainEventEntry<byte[]>> stored = jdbc.sql(READ)
                .param("stream", query.stream())
                .param("after", query.after())
                .param("bytes", BYTES)
                .query((row, _) -> entry(row))
                .list();
        return EventStreamUtils.upcastAndDeserializeDomainEvents(
                        stored.stream(), serializer, EventCatalogue.TALELIO.upcasters())
                .asStream()
                .map(StoredStreamIndex::readable)
                .map(this::event)
                .toList();
    }

    static GenericDomainEventEntry<byte[]> entry(ResultSet row) throws SQLException {
        return new GenericDomainEventEntry<>(
                row.getString("aggregate_type"),
                row.getString("aggregate_identifier"),
                row.getLong("sequence_number"),
                row.getString("event_identifier"),
                row.getTimestamp("occurred_at").toInstant().toString(),
                row.getString("event_name"),
                row.getString("event_revision"),
                row.getBytes("payload"),
                row.getBytes("metadata"));
    }

    private StreamEvent event(DomainEventMessage<?> event) {
        return new StreamEvent(
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                event.getTimestamp(),
                serializer.typeForClass(event.getPayloadType()).getName(),
                event.getPayload());
    }
}
