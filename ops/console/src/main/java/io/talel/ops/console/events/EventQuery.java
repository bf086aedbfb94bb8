package io.talel.ops.console.events;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;

import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Reads a bounded number of events from the log. */
public record EventQuery(Connection eventStore) {

    private static final String LINE = EVENT_STORE.get("event-lines") + " ";
    private static final String DOCUMENT = LINE.replace("SELECT", "SELECT payload,");

    public long head() throws SQLException {
        return Rows.number(eventStore, EVENT_STORE.get("log-end"));
    }

    /** Newest matching events, the oldest of them first. */
    public List<EventLine> newest(EventFilter filter, int limit) throws SQLException {
        return before(filter, Long.MAX_VALUE, limit);
    }

    /** The nearest matching events before a place, the oldest of them first. */
    public List<EventLine> before(EventFilter filter, long globalIndex, int limit) throws SQLException {
        return lines(filter, "global_index < ? ORDER BY global_index DESC", globalIndex, limit)
                .reversed();
    }

    /** Matching events after a place, the oldest first. */
    public List<EventLine> after(EventFilter filter, long globalIndex, int limit) throws SQLException {
        return lines(filter, "global_index > ? ORDER BY global_index", globalIndex, limit);
    }

    public Optional<EventDocument> byIndex(long globalIndex) throws SQLException {
        return Rows.first(eventStore, DOCUMENT + "global_index = ?", EventQuery::document, globalIndex);
    }

    public Optional<EventDocument> byId(UUID id) throws SQLException {
        return Rows.first(eventStore, DOCUMENT + "event_identifier = ?", EventQuery::document, id);
    }

    /** Events of an aggregate with their payloads, from a version on. */
    public List<EventDocument> stream(String stream, long fromVersion, int limit) throws SQLException {
        return Rows.list(
                eventStore,
                DOCUMENT + "aggregate_identifier = ? AND sequence_number >= ? ORDER BY sequence_number LIMIT ?",
                EventQuery::document,
                stream,
                fromVersion,
                limit);
    }

    /** Reads the whole log once. */
    public EventStatistics statistics() throws SQLException {
        List<EventStatistics.OfType> types =
                Rows.list(eventStore, EVENT_STORE.get("events-by-type"), Rows.to(EventStatistics.OfType.class));
        long events = types.stream().mapToLong(EventStatistics.OfType::events).sum();
        long bytes = types.stream().mapToLong(EventStatistics.OfType::bytes).sum();
        long streams = Rows.number(eventStore, EVENT_STORE.get("streams"));
        long head = head();
        return new EventStatistics(events, streams, head, Math.max(0, head - events), bytes, types);
    }

    private List<EventLine> lines(EventFilter filter, String place, long globalIndex, int limit) throws SQLException {
        EventFilter.Condition condition = filter.condition();
        List<Object> parameters = new ArrayList<>(condition.values());
        parameters.add(globalIndex);
        parameters.add(limit);
        return Rows.list(
                eventStore,
                LINE + condition.sql() + " AND " + place + " LIMIT ?",
                EventQuery::line,
                parameters.toArray());
    }

    private static EventDocument document(ResultSet row) throws SQLException {
        return new EventDocument(
                line(row), SealedFields.payload(row.getBytes("payload")), SealedFields.read(row.getBytes("metadata")));
    }

    private static EventLine line(ResultSet row) throws SQLException {
        JsonNode metadata = SealedFields.read(row.getBytes("metadata"));
        return new EventLine(
                row.getLong("global_index"),
                row.getObject("event_identifier", UUID.class),
                Rows.time(row, "occurred_at"),
                row.getString("aggregate_identifier"),
                row.getLong("sequence_number"),
                row.getString("event_name"),
                row.getString("event_revision"),
                metadata.path("actor").asString(""),
                metadata.path("correlationId").asString(""),
                row.getInt("bytes"));
    }
}
