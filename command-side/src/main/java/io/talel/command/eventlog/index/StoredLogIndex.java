package io.talel.command.eventlog.index;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;

import io.talel.command.eventlog.index.StreamIndex.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks up one index entry for each kind of event that may have come before one that was found. */
final class StoredLogIndex implements LogIndex {

    private static final String FIND = """
            WITH found AS MATERIALIZED (
                SELECT global_index, aggregate_identifier, sequence_number, event_name, occurred_at,
                       octet_length(payload) AS bytes
                FROM event_store.domain_event
                WHERE %1$s AND event_name = ANY (:names)
                ORDER BY global_index %2$s
                LIMIT :limit)
            SELECT found.*, earlier.name AS earlier_name, earlier.version AS earlier_version,
                   earlier.occurred_at AS earlier_at, earlier.bytes AS earlier_bytes
            FROM found
            LEFT JOIN LATERAL (
                SELECT kind.name, last.*
                FROM unnest(CAST(:context AS text[])) AS kind (name)
                CROSS JOIN LATERAL (
                    SELECT sequence_number AS version, occurred_at, octet_length(payload) AS bytes
                    FROM event_store.domain_event
                    WHERE aggregate_identifier = found.aggregate_identifier AND event_name = kind.name
                      AND sequence_number < found.sequence_number
                    ORDER BY sequence_number DESC
                    LIMIT 1) last) earlier ON true
            ORDER BY found.global_index %2$s, earlier.version
            """;

    private static final String PART = "global_index > :after AND global_index <= :upTo";
    private static final String FIRST = FIND.formatted(PART, "");
    private static final String LAST = FIND.formatted(PART, "DESC");
    private static final String AT =
            FIND.formatted("aggregate_identifier = :stream AND sequence_number = :version", "");

    private static final String FIRST_FIELDS = """
            SELECT asked.stream, asked.version, substring(event.payload FROM 1 FOR :bytes) AS beginning
            FROM unnest(CAST(:streams AS text[]), CAST(:versions AS bigint[])) AS asked (stream, version)
            JOIN event_store.domain_event AS event
                ON event.aggregate_identifier = asked.stream AND event.sequence_number = asked.version
            """;

    private static final String HAVING = """
            SELECT asked.stream
            FROM unnest(CAST(:streams AS text[])) AS asked (stream)
            WHERE EXISTS (
                SELECT FROM event_store.domain_event
                WHERE aggregate_identifier = asked.stream AND event_name = :name)
            """;

    private final JdbcClient jdbc;
    private final Serializer serializer;

    StoredLogIndex(DataSource eventStore, Serializer serializer) {
        this.jdbc = JdbcClient.create(eventStore);
        this.serializer = serializer;
    }

    @Override
    public List<Found> first(
            long after, long upTo, Collection<Class<?>> kinds, Collection<Class<?>> context, int limit) {
        return find(FIRST, Map.of("after", after, "upTo", upTo), kinds, context, limit);
    }

    @Override
    public List<Found> last(
            long after, long upTo, Collection<Class<?>> kinds, Collection<Class<?>> context, int limit) {
        return find(LAST, Map.of("after", after, "upTo", upTo), kinds, context, limit);
    }

    @Override
    public Optional<Found> at(Address event, Collection<Class<?>> kinds, Collection<Class<?>> context) {
        Map<String, ?> where = Map.of("stream", event.stream(), "version", event.version());
        return find(AT, where, kinds, context, 1).stream().findFirst();
    }

    private List<Found> find(
            String sql, Map<String, ?> where, Collection<Class<?>> kinds, Collection<Class<?>> context, int limit) {
        Map<String, Class<?>> named = named(kinds);
        Map<String, Class<?>> before = named(context);
        Map<Long, Found> found = new LinkedHashMap<>();
        jdbc.sql(sql)
                .params(where)
                .param("names", named.keySet().toArray(String[]::new))
                .param("context", before.keySet().toArray(String[]::new))
                .param("limit", limit)
                .query(row -> {
                    Found event = found.computeIfAbsent(row.getLong("global_index"), place -> found(row, place, named));
                    addEarlier(row, before, event.before());
                });
        return List.copyOf(found.values());
    }

    private static Found found(ResultSet row, long place, Map<String, Class<?>> named) {
        try {
            Place event = new Place(
                    requireNonNull(named.get(row.getString("event_name"))),
                    row.getLong("sequence_number"),
                    row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                    row.getInt("bytes"));
            return new Found(place, row.getString("aggregate_identifier"), event, new ArrayList<>());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A row without an earlier event is that of an event with nothing before it. */
    private static void addEarlier(ResultSet row, Map<String, Class<?>> named, List<Place> before) throws SQLException {
        String name = row.getString("earlier_name");
        if (name != null) {
            before.add(new Place(
                    requireNonNull(named.get(name)),
                    row.getLong("earlier_version"),
                    row.getObject("earlier_at", OffsetDateTime.class).toInstant(),
                    row.getInt("earlier_bytes")));
        }
    }

    @Override
    public Map<Address, Map<String, String>> firstFields(Collection<Address> events) {
        Map<Address, Map<String, String>> fields = new HashMap<>();
        jdbc.sql(FIRST_FIELDS)
                .param("bytes", LeadingFields.BYTES)
                .param("streams", events.stream().map(Address::stream).toArray(String[]::new))
                .param("versions", events.stream().map(Address::version).toArray(Long[]::new))
                .query(row -> {
                    fields.put(
                            new Address(row.getString("stream"), row.getLong("version")),
                            LeadingFields.of(row.getBytes("beginning")));
                });
        return fields;
    }

    @Override
    public Set<String> having(Class<?> kind, Collection<String> streams) {
        return new HashSet<>(jdbc.sql(HAVING)
                .param("streams", streams.toArray(String[]::new))
                .param("name", serializer.typeForClass(kind).getName())
                .query(String.class)
                .list());
    }

    private Map<String, Class<?>> named(Collection<Class<?>> kinds) {
        return kinds.stream()
                .collect(Collectors.toMap(kind -> serializer.typeForClass(kind).getName(), identity()));
    }
}
