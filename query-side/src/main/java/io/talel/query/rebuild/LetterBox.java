package io.talel.query.rebuild;

import io.talel.kernel.UnknownEvent;
import io.talel.query.generation.Generation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** The events that the generation that is filled cannot take, and those behind them in their streams. */
final class LetterBox {

    private static final String PARK = """
            INSERT INTO read_model.dead_letter (projection, generation, stream, version, global_index, event,
                                                cause, message, attempts)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)
            ON CONFLICT DO NOTHING
            """;

    private static final String FIRST = """
            SELECT stream, min(version) AS version
            FROM read_model.dead_letter
            WHERE projection = ? AND generation = ?
            GROUP BY stream
            """;

    /** Longest message that is kept of an error, in characters. */
    private static final int MESSAGE = 1_000;

    private final Generation generation;
    private final Map<String, Long> first;

    private LetterBox(Generation generation, Map<String, Long> first) {
        this.generation = generation;
        this.first = first;
    }

    static LetterBox of(Connection connection, Generation generation) throws SQLException {
        Map<String, Long> first = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(FIRST)) {
            select.setString(1, generation.projection());
            select.setInt(2, generation.number());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    first.put(row.getString("stream"), row.getLong("version"));
                }
            }
        }
        return new LetterBox(generation, new ConcurrentHashMap<>(first));
    }

    boolean isEmpty() {
        return first.isEmpty();
    }

    /** Whether an earlier event of the stream is parked, or this one is already. */
    boolean isBehind(DomainEventMessage<?> event) {
        Long parked = first.get(event.getAggregateIdentifier());
        return parked != null && event.getSequenceNumber() >= parked;
    }

    /**
     * Adds a letter within the connection's transaction.
     *
     * @param cause null for an event that only waits behind another
     */
    void park(Connection connection, DomainEventMessage<?> event, @Nullable Throwable cause) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(PARK)) {
            insert.setString(1, generation.projection());
            insert.setInt(2, generation.number());
            insert.setString(3, event.getAggregateIdentifier());
            insert.setLong(4, event.getSequenceNumber());
            insert.setLong(5, placeOf(event));
            insert.setString(6, nameOf(event));
            insert.setString(
                    7, cause == null ? "" : EventErrors.root(cause).getClass().getName());
            insert.setString(8, cause == null ? "" : messageOf(cause));
            insert.executeUpdate();
        }
        first.putIfAbsent(event.getAggregateIdentifier(), event.getSequenceNumber());
    }

    /** What an operator needs to find the event. */
    static String describe(DomainEventMessage<?> event, Throwable cause) {
        return "%s, version %d of %s, at %d of the log: %s"
                .formatted(
                        nameOf(event),
                        event.getSequenceNumber(),
                        event.getAggregateIdentifier(),
                        placeOf(event),
                        messageOf(cause));
    }

    private static String nameOf(DomainEventMessage<?> event) {
        return event.getPayloadType() == UnknownEvent.class && event.getPayload() instanceof UnknownEvent unknown
                ? unknown.name()
                : event.getPayloadType().getSimpleName();
    }

    private static long placeOf(DomainEventMessage<?> event) {
        return event instanceof TrackedEventMessage<?> tracked
                ? Position.index(Position.of(tracked.trackingToken()))
                : -1;
    }

    private static String messageOf(Throwable cause) {
        String message = Objects.toString(EventErrors.root(cause).getMessage(), "no message");
        return message.substring(0, Math.min(MESSAGE, message.length())).replace("\0", "");
    }
}
