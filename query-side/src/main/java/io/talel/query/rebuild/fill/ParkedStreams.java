package io.talel.query.rebuild.fill;

import io.talel.query.datasource.Sql;
import io.talel.query.deadletter.DeadLetterId;
import io.talel.query.deadletter.DeadLetters;
import io.talel.query.deadletter.Fault;
import io.talel.query.generation.Generation;
import io.talel.query.projection.EventPlace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.DomainEventMessage;

/** The dead letters of the generation that is being filled: events that failed, and later events of their streams. */
final class ParkedStreams {

    private static final String FIRST = """
            SELECT stream, min(version) AS version
            FROM read_model.dead_letter
            WHERE projection = ? AND generation = ?
            GROUP BY stream
            """;

    private final Generation generation;
    private final Map<String, Long> first;

    private ParkedStreams(Generation generation, Map<String, Long> first) {
        this.generation = generation;
        this.first = first;
    }

    static ParkedStreams of(Connection connection, Generation generation) throws SQLException {
        Map<String, Long> first = new ConcurrentHashMap<>();
        Sql.list(
                        connection,
                        FIRST,
                        (row, _) -> new DeadLetterId(row.getString("stream"), row.getLong("version")),
                        generation.projection(),
                        generation.number())
                .forEach(letter -> first.put(letter.stream(), letter.version()));
        return new ParkedStreams(generation, first);
    }

    boolean has(String stream) {
        return first.containsKey(stream);
    }

    /** Whether this event or an earlier one of its stream is parked. */
    boolean isBehind(DomainEventMessage<?> event) {
        Long parked = first.get(event.getAggregateIdentifier());
        return parked != null && event.getSequenceNumber() >= parked;
    }

    /** Parks an event that failed, within the connection's transaction. */
    void park(Connection connection, DomainEventMessage<?> event, Fault fault) throws SQLException {
        lettersOn(connection).park(event, fault);
        first.putIfAbsent(event.getAggregateIdentifier(), event.getSequenceNumber());
    }

    /** Parks an event that waits behind another of its stream. */
    void parkBehind(Connection connection, DomainEventMessage<?> event) throws SQLException {
        lettersOn(connection).parkBehind(event);
    }

    private DeadLetters lettersOn(Connection connection) {
        return new DeadLetters(connection, generation.projection(), generation.number());
    }

    /** Describes the event and its fault for an operator. */
    static String describe(DomainEventMessage<?> event, Fault fault) {
        return "version %d of %s, at %d of the log: %s: %s"
                .formatted(
                        event.getSequenceNumber(),
                        event.getAggregateIdentifier(),
                        EventPlace.of(event).orElse(-1),
                        fault.cause(),
                        fault.message());
    }
}
