package io.talel.ops.console.status;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.Segment;
import org.jspecify.annotations.Nullable;

/** The events that a processor's segments have not passed, each counted for the segment that its stream belongs to. */
final class Waiting {

    /** Of all streams, or of those of a projection. */
    private static final String EVENTS = """
            SELECT global_index, aggregate_identifier, occurred_at
            FROM event_store.domain_event
            WHERE (global_index > ? OR global_index = ANY (?)) AND starts_with(aggregate_identifier, ?)
            ORDER BY global_index""";

    private static final int FETCHED_AT_ONCE = 10_000;

    private final Map<Integer, Count> counts = new HashMap<>();
    private @Nullable Long first;
    private @Nullable Instant oldest;
    private long events;

    private Waiting() {}

    /**
     * @param streams beginning of the names of its streams
     * @param tokens its segments; without any, nothing has been passed
     */
    static Waiting of(Connection eventStore, String streams, List<Token> tokens) throws SQLException {
        Waiting waiting = new Waiting();
        long passedByAll = tokens.stream().mapToLong(Token::index).min().orElse(-1);
        Long[] gaps = tokens.stream()
                .flatMap(token -> token.gaps().stream())
                .distinct()
                .toArray(Long[]::new);
        Segment[] segments =
                Segment.computeSegments(tokens.stream().mapToInt(Token::segment).toArray());
        boolean autoCommit = eventStore.getAutoCommit();
        // Only within a transaction does the driver fetch piece by piece.
        eventStore.setAutoCommit(false);
        try (PreparedStatement statement = eventStore.prepareStatement(EVENTS)) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            statement.setLong(1, passedByAll);
            statement.setArray(2, eventStore.createArrayOf("bigint", gaps));
            statement.setString(3, streams);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    waiting.look(
                            row.getLong(1),
                            row.getString(2),
                            row.getTimestamp(3).toInstant(),
                            segments,
                            tokens);
                }
            }
        } finally {
            eventStore.rollback();
            eventStore.setAutoCommit(autoCommit);
        }
        return waiting;
    }

    private void look(long globalIndex, String stream, Instant at, Segment[] segments, List<Token> tokens) {
        for (Segment segment : segments) {
            if (segment.matches((Object) stream)) {
                Token token = tokens.stream()
                        .filter(candidate -> candidate.segment() == segment.getSegmentId())
                        .findFirst()
                        .orElseThrow();
                if (token.hasPassed(globalIndex)) {
                    return;
                }
                counts.computeIfAbsent(token.segment(), _ -> new Count(at)).events++;
            }
        }
        events++;
        if (first == null) {
            first = globalIndex;
            oldest = at;
        }
    }

    long events() {
        return events;
    }

    /** Global index of the first of them, in the order of the log. */
    @Nullable Long first() {
        return first;
    }

    @Nullable Instant oldest() {
        return oldest;
    }

    long events(int segment) {
        Count count = counts.get(segment);
        return count == null ? 0 : count.events;
    }

    @Nullable Instant oldest(int segment) {
        Count count = counts.get(segment);
        return count == null ? null : count.oldest;
    }

    private static final class Count {
        private final Instant oldest;
        private long events;

        Count(Instant oldest) {
            this.oldest = oldest;
        }
    }
}
