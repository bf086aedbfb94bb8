package io.talel.command.eventlog.index;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;

import io.talel.command.eventlog.serialization.EventCatalogue;
import io.talel.kernel.UnknownEvent;
import io.talel.kernel.UnreadableEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks up one index entry for each kind of event; reads payloads only of the events that are asked for. */
final class StoredStreamIndex implements StreamIndex {

    static final String LAST = """
            SELECT asked.version AS asked, kind.name, last.*
            FROM unnest(CAST(:upTo AS bigint[])) AS asked (version)
            CROSS JOIN unnest(CAST(:names AS text[])) AS kind (name)
            CROSS JOIN LATERAL (
                SELECT sequence_number, occurred_at, octet_length(payload) AS bytes
                FROM event_store.domain_event
                WHERE aggregate_identifier = :stream AND event_name = kind.name AND sequence_number <= asked.version
                ORDER BY sequence_number DESC
                LIMIT 1) last
            ORDER BY last.sequence_number
            """;

    static final String NEWEST = """
            SELECT kind.name, found.*
            FROM unnest(CAST(:names AS text[])) AS kind (name)
            CROSS JOIN LATERAL (
                SELECT sequence_number, occurred_at, octet_length(payload) AS bytes
                FROM event_store.domain_event
                WHERE aggregate_identifier = :stream AND event_name = kind.name
                  AND sequence_number BETWEEN :from AND :upTo
                ORDER BY sequence_number DESC
                LIMIT :limit) found
            ORDER BY found.sequence_number DESC
            LIMIT :limit
            """;

    /**
     * Goes on by powers of two, the greatest first, as long as the event there is early enough. A version that does not exist is
     * passed over like one that is too late, so that later events change no answer.
     */
    static final String VERSION_AT = """
            WITH RECURSIVE search (version, step) AS (
                SELECT CAST(-1 AS bigint), CAST(1 AS bigint) << 40
                UNION ALL
                SELECT version + CASE WHEN EXISTS (
                           SELECT FROM event_store.domain_event
                           WHERE aggregate_identifier = :stream AND sequence_number = version + step
                             AND occurred_at <= :at) THEN step ELSE 0 END,
                       step >> 1
                FROM search
                WHERE step > 0
            )
            SELECT version FROM search WHERE step = 0
            """;

    private static final String PRESENT = """
            SELECT coalesce(max(sequence_number), -1)
            FROM event_store.domain_event
            WHERE aggregate_identifier = :stream
            """;

    /** As {@code json}, which takes texts that {@code jsonb} refuses. */
    private static final String NUMBER = """
            SELECT CAST(CAST(convert_from(payload, 'UTF8') AS json) ->> :field AS bigint)
            FROM event_store.domain_event
            WHERE aggregate_identifier = :stream AND sequence_number = :version
            """;

    static final String READ = """
            SELECT event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at, event_name,
                   event_revision, payload, metadata
            FROM event_store.domain_event
            WHERE aggregate_identifier = :stream AND sequence_number = ANY (:versions)
            ORDER BY sequence_number
            """;

    private record Found(long asked, Place place) {}

    private final JdbcClient jdbc;
    private final Serializer serializer;

    StoredStreamIndex(DataSource eventStore, Serializer serializer) {
        this.jdbc = JdbcClient.create(eventStore);
        this.serializer = serializer;
    }

    @Override
    public Map<Long, List<Place>> last(String stream, Collection<Long> upTo, Collection<Class<?>> kinds) {
        Map<String, Class<?>> named = named(kinds);
        Map<Long, List<Place>> last = new TreeMap<>();
        upTo.forEach(version -> last.put(version, new ArrayList<>()));
        jdbc.sql(LAST)
                .param("upTo", array(last.keySet()))
                .param("names", named.keySet().toArray(String[]::new))
                .param("stream", stream)
                .query((row, _) -> new Found(row.getLong("asked"), place(row, named)))
                .list()
                .forEach(found -> requireNonNull(last.get(found.asked)).add(found.place));
        return last;
    }

    @Override
    public List<Place> newest(String stream, long from, long upTo, Collection<Class<?>> kinds, int limit) {
        Map<String, Class<?>> named = named(kinds);
        return jdbc.sql(NEWEST)
                .param("names", named.keySet().toArray(String[]::new))
                .param("stream", stream)
                .param("from", from)
                .param("upTo", upTo)
                .param("limit", limit)
                .query((row, _) -> place(row, named))
                .list();
    }

    /** The log has microseconds. */
    @Override
    public long versionAt(String stream, Instant at) {
        return jdbc.sql(VERSION_AT)
                .param("stream", stream)
                .param("at", at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    @Override
    public long presentVersion(String stream) {
        return jdbc.sql(PRESENT).param("stream", stream).query(Long.class).single();
    }

    @Override
    public long number(String stream, long version, String field) {
        return jdbc.sql(NUMBER)
                .param("field", field)
                .param("stream", stream)
                .param("version", version)
                .query(Long.class)
                .single();
    }

    @Override
    public List<DomainEventMessage<?>> read(String stream, Collection<Long> versions) {
        List<GenericDomainEventEntry<byte[]>> stored = jdbc.sql(READ)
                .param("stream", stream)
                .param("versions", array(versions))
                .query((row, _) -> StreamEvents.entry(row))
                .list();
        return EventStreamUtils.upcastAndDeserializeDomainEvents(
                        stored.stream(), serializer, EventCatalogue.TALELIO.upcasters())
                .asStream()
                .<DomainEventMessage<?>>map(StoredStreamIndex::readable)
                .toList();
    }

    /** @throws UnreadableEvent if a newer version wrote the event */
    static DomainEventMessage<?> readable(DomainEventMessage<?> event) {
        if (event.getPayload() instanceof UnknownEvent unknown) {
            throw unknown.refused();
        }
        return event;
    }

    private Map<String, Class<?>> named(Collection<Class<?>> kinds) {
        return kinds.stream()
                .collect(Collectors.toMap(kind -> serializer.typeForClass(kind).getName(), identity()));
    }

    private static Place place(ResultSet row, Map<String, Class<?>> named) throws SQLException {
        return new Place(
                requireNonNull(named.get(row.getString("name"))),
                row.getLong("sequence_number"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getInt("bytes"));
    }

    private static Long[] array(Collection<Long> versions) {
        return versions.toArray(Long[]::new);
    }
}
