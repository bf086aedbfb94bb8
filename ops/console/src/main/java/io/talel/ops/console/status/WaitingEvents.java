package io.talel.ops.console.status;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;

import io.talel.kernel.LogPosition;
import io.talel.ops.backup.store.RecordingTime;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.Segment;
import org.jspecify.annotations.Nullable;

/**
 * Events that a processor's segments have not processed, counted by the segment of their stream. Looks at no more than
 * the first {@value #LOOKED_AT} places after the segments' positions. Events after these are reported as more, and
 * assumed to be the processor's own.
 */
final class WaitingEvents {

    static final int LOOKED_AT = 5_000;

    private final Map<Integer, Count> counts = new HashMap<>();
    private @Nullable Long first;
    private @Nullable Instant oldest;
    private long events;
    private boolean more;

    private WaitingEvents() {}

    /**
     * @param streams prefix of its streams' names
     * @param tokens its segments; if empty, nothing has been processed
     */
    static WaitingEvents of(Connection eventStore, String streams, List<Token> tokens) throws SQLException {
        WaitingEvents waiting = new WaitingEvents();
        long passedByAll = tokens.stream().mapToLong(Token::index).min().orElse(-1);
        Segment[] segments =
                Segment.computeSegments(tokens.stream().mapToInt(Token::segment).toArray());
        List<Event> found = Rows.list(
                eventStore,
                EVENT_STORE.get("waiting-events"),
                WaitingEvents::event,
                runs(tokens, LogPosition::firstMissing),
                runs(tokens, LogPosition::lastMissing),
                passedByAll,
                LOOKED_AT,
                LOOKED_AT,
                passedByAll,
                LOOKED_AT + 1);
        long behind = 0;
        for (Event event : found) {
            behind += event.globalIndex > passedByAll ? 1 : 0;
            if (behind > LOOKED_AT) {
                waiting.more(event, tokens);
            } else if (event.stream.startsWith(streams)) {
                waiting.look(event, segments, tokens);
            }
        }
        return waiting;
    }

    private static Long[] runs(List<Token> tokens, Function<LogPosition, Long[]> bounds) {
        return tokens.stream()
                .map(Token::position)
                .map(bounds)
                .flatMap(Stream::of)
                .toArray(Long[]::new);
    }

    /** @param recordedAt parses the metadata; only the first events of the segments are asked for it */
    private record Event(long globalIndex, String stream, Supplier<Instant> recordedAt) {}

    private static Event event(ResultSet row) throws SQLException {
        byte[] metadata = row.getBytes("metadata");
        Instant happenedAt = Rows.time(row, "occurred_at");
        return new Event(
                row.getLong("global_index"),
                row.getString("aggregate_identifier"),
                () -> RecordingTime.of(metadata, happenedAt));
    }

    /** The stream of the remaining events is unknown, so each segment counts as having some of them. */
    private void more(Event next, List<Token> tokens) {
        more = true;
        tokens.stream()
                .filter(token -> !token.hasPassed(next.globalIndex))
                .forEach(token -> counts.computeIfAbsent(token.segment(), _ -> new Count(next.recordedAt.get())));
        if (first == null) {
            first = next.globalIndex;
            oldest = next.recordedAt.get();
        }
    }

    private void look(Event event, Segment[] segments, List<Token> tokens) {
        for (Segment segment : segments) {
            if (segment.matches((Object) event.stream)) {
                Token token = tokens.stream()
                        .filter(candidate -> candidate.segment() == segment.getSegmentId())
                        .findFirst()
                        .orElseThrow();
                if (token.hasPassed(event.globalIndex)) {
                    return;
                }
                counts.computeIfAbsent(token.segment(), _ -> new Count(event.recordedAt.get())).events++;
            }
        }
        events++;
        if (first == null) {
            first = event.globalIndex;
            oldest = event.recordedAt.get();
        }
    }

    /** Number of events within the places looked at. */
    long events() {
        return events;
    }

    /** Whether further places follow. */
    boolean more() {
        return more;
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
