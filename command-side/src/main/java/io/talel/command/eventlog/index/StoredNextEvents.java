package io.talel.command.eventlog.index;

import io.talel.command.eventlog.serialization.EventCatalogue;
import io.talel.kernel.NextEvents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the next event of each stream by one look-up in an index, all in one statement. */
final class StoredNextEvents implements NextEvents {

    private static final Logger LOG = LoggerFactory.getLogger(StoredNextEvents.class);

    /** Fetches no further event after so many bytes. */
    static final int BYTES = 256 * 1024;

    private static final String READ = """
            SELECT event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at, event_name,
                   event_revision, payload, metadata, bytes
            FROM (
                SELECT event.*, size.bytes,
                       sum(size.bytes) OVER (ORDER BY size.bytes, global_index ROWS UNBOUNDED PRECEDING) - size.bytes
                           AS bytes_before
                FROM unnest(CAST(:streams AS text[]), CAST(:versions AS bigint[])) AS asked (stream, version)
                JOIN event_store.domain_event AS event
                    ON event.aggregate_identifier = asked.stream AND event.sequence_number = asked.version
                CROSS JOIN LATERAL (SELECT octet_length(event.payload) AS bytes) size
                WHERE size.bytes <= :largest
            ) measured
            WHERE bytes_before < :bytes
            ORDER BY bytes_before
            """;

    private record Stored(GenericDomainEventEntry<byte[]> entry, int bytes) {}

    private final JdbcClient jdbc;
    private final Serializer serializer;

    StoredNextEvents(DataSource eventStore, Serializer serializer) {
        this.jdbc = JdbcClient.create(eventStore);
        this.serializer = serializer;
    }

    @Override
    public List<Next> after(Map<String, Long> after, int largest) {
        List<Map.Entry<String, Long>> asked = List.copyOf(after.entrySet());
        List<Stored> stored = jdbc.sql(READ)
                .param("streams", asked.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .param(
                        "versions",
                        asked.stream().map(each -> each.getValue() + 1).toArray(Long[]::new))
                .param("largest", largest)
                .param("bytes", BYTES)
                .query((row, _) -> new Stored(StreamEvents.entry(row), row.getInt("bytes")))
                .list();
        return stored.stream().map(this::next).flatMap(Optional::stream).toList();
    }

    /** Each by itself, since one that cannot be read must not hold up the others. */
    private Optional<Next> next(Stored stored) {
        try {
            return EventStreamUtils.upcastAndDeserializeDomainEvents(
                            Stream.of(stored.entry), serializer, EventCatalogue.TALELIO.upcasters())
                    .asStream()
                    .findFirst()
                    .map(event -> read(event, stored.bytes));
        } catch (RuntimeException e) {
            LOG.debug("An event of {} cannot be read", stored.entry.getAggregateIdentifier(), e);
            return Optional.empty();
        }
    }

    /** Axon reads the payload when it is asked for. */
    private static Next read(DomainEventMessage<?> event, int bytes) {
        event.getPayload();
        return new Next(event, bytes);
    }
}
