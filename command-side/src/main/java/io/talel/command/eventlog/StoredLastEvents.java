package io.talel.command.eventlog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the index of the stream backwards, and the text of one event only. */
final class StoredLastEvents implements LastEvents {

    private static final String LAST = """
            SELECT event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at, event_name,
                   event_revision, payload, metadata
            FROM event_store.domain_event
            WHERE aggregate_identifier = :stream AND sequence_number <= :upTo AND event_name IN (:names)
            ORDER BY sequence_number DESC
            LIMIT 1
            """;

    private final JdbcClient jdbc;
    private final Serializer serializer;

    StoredLastEvents(DataSource eventStore, Serializer serializer) {
        this.jdbc = JdbcClient.create(eventStore);
        this.serializer = serializer;
    }

    @Override
    public Optional<DomainEventMessage<?>> find(String stream, long upTo, List<Class<?>> kinds) {
        List<String> names = kinds.stream()
                .map(kind -> serializer.typeForClass(kind).getName())
                .toList();
        return jdbc
                .sql(LAST)
                .param("stream", stream)
                .param("upTo", upTo)
                .param("names", names)
                .query((row, _) -> StreamEvents.entry(row))
                .list()
                .stream()
                .flatMap(stored -> EventStreamUtils.upcastAndDeserializeDomainEvents(
                                Stream.of(stored), serializer, EventCatalogue.TALELIO.upcasters())
                        .asStream())
                .<DomainEventMessage<?>>map(event -> event)
                .findFirst();
    }
}
