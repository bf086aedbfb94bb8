package io.talel.query.deadletter;

import io.talel.kernel.UnknownEvent;
import io.talel.query.datasource.Sql;
import io.talel.query.projection.EventPlace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * The dead letters of one generation, within the transaction of a connection. A writer locks the letters of a stream before it
 * writes its events, so that live events and a retry do not overlap.
 */
public final class DeadLetters {

    /** Most streams with letters in a generation; segments that park at once may exceed it by one each. */
    public static final int MAX_STREAMS = 1_024;

    /** Most letters of a stream. */
    public static final int MAX_LETTERS = 1_024;

    private static final String LOCK = """
            SELECT stream, version
            FROM read_model.dead_letter
            WHERE projection = ? AND generation = ? AND stream = ANY (?)
            ORDER BY stream, version
            FOR UPDATE
            """;

    private static final String COUNT = """
            WITH letter AS NOT MATERIALIZED (
                SELECT stream FROM read_model.dead_letter WHERE projection = ? AND generation = ?
            ), of_the_stream AS (
                SELECT count(*) AS letters FROM letter WHERE stream = ?
            )
            SELECT letters, CASE WHEN letters = 1 THEN (SELECT count(DISTINCT stream) FROM letter) END AS streams
            FROM of_the_stream
            """;

    private static final String PARK = """
            INSERT INTO read_model.dead_letter
                (projection, generation, stream, version, global_index, event, cause, message, attempts)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (projection, generation, stream, version) DO NOTHING
            """;

    private static final String REMOVE = """
            DELETE FROM read_model.dead_letter
            WHERE projection = ? AND generation = ? AND stream = ? AND version = ?
            """;

    private static final String FAIL_AGAIN = """
            UPDATE read_model.dead_letter
            SET cause = ?, message = ?, attempts = attempts + 1, last_attempt_at = clock_timestamp()
            WHERE projection = ? AND generation = ? AND stream = ? AND version = ?
            """;

    /** @param streams counted at the first letter of a stream only; else 0 */
    private record Count(int letters, int streams) {}

    private final Connection connection;
    private final String projection;
    private final int generation;

    public DeadLetters(Connection connection, String projection, int generation) {
        this.connection = connection;
        this.projection = projection;
        this.generation = generation;
    }

    /** Locks the letters of these streams and returns them in the order of their versions. */
    public List<DeadLetterId> lock(Collection<String> streams) throws SQLException {
        return Sql.list(
                connection,
                LOCK,
                (row, _) -> new DeadLetterId(row.getString("stream"), row.getLong("version")),
                projection,
                generation,
                streams.toArray(String[]::new));
    }

    /** Locks the letters of these streams and returns the first parked version of each stream. */
    public Map<String, Long> lockFirst(Collection<String> streams) throws SQLException {
        Map<String, Long> first = new HashMap<>();
        lock(streams).forEach(letter -> first.putIfAbsent(letter.stream(), letter.version()));
        return first;
    }

    /**
     * Parks an event that failed.
     *
     * @throws DeadLettersFull if there are too many letters already
     */
    public void park(DomainEventMessage<?> event, Fault fault) throws SQLException {
        insert(event, fault.cause(), fault.message(), 1);
    }

    /**
     * Parks an event that waits behind another of its stream.
     *
     * @throws DeadLettersFull if there are too many letters already
     */
    public void parkBehind(DomainEventMessage<?> event) throws SQLException {
        insert(event, "", "", 0);
    }

    /** Removes the letter of an event that has been written. */
    public void remove(DeadLetterId letter) throws SQLException {
        Sql.update(connection, REMOVE, projection, generation, letter.stream(), letter.version());
    }

    /** Records another failed attempt. */
    public void failAgain(DeadLetterId letter, Fault fault) throws SQLException {
        Sql.update(
                connection,
                FAIL_AGAIN,
                fault.cause(),
                fault.message(),
                projection,
                generation,
                letter.stream(),
                letter.version());
    }

    private void insert(DomainEventMessage<?> event, String cause, String message, int attempts) throws SQLException {
        int inserted = Sql.update(
                connection,
                PARK,
                projection,
                generation,
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                EventPlace.of(event).orElse(-1),
                name(event),
                cause,
                message,
                attempts);
        // A letter that exists needs no more room.
        if (inserted == 1) {
            requireWithinBounds(event.getAggregateIdentifier());
        }
    }

    private void requireWithinBounds(String stream) throws SQLException {
        Count count = Sql.first(
                        connection,
                        COUNT,
                        (row, _) -> new Count(row.getInt("letters"), row.getInt("streams")),
                        projection,
                        generation,
                        stream)
                .orElseThrow();
        if (count.letters > MAX_LETTERS) {
            throw new DeadLettersFull("%s has %d dead letters of %s: nothing more is parked until some are"
                            .formatted(projection, count.letters - 1, stream)
                    + " retried or discarded");
        }
        if (count.streams > MAX_STREAMS) {
            throw new DeadLettersFull("%s has dead letters of %d streams: nothing more is parked until some are"
                            .formatted(projection, count.streams - 1)
                    + " retried or discarded");
        }
    }

    /** The name of the event in the log. */
    private static String name(DomainEventMessage<?> event) {
        return event.getPayloadType() == UnknownEvent.class && event.getPayload() instanceof UnknownEvent unknown
                ? unknown.name()
                : event.getPayloadType().getSimpleName();
    }
}
