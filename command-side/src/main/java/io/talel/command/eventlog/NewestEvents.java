package io.talel.command.eventlog;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** The newest events of the log in a row without holes, numbered in the order in which they were read. Not safe for threads. */
final class NewestEvents {

    /** Newest events kept in memory; each can be a little over 1 MiB. */
    static final int KEPT = 64;

    /** Stands for a number where no event that is kept follows. */
    static final long UNKNOWN = -1;

    /** Event number n is at n modulo {@link #KEPT}. */
    private final @Nullable TrackedEventMessage<?>[] ring = new TrackedEventMessage<?>[KEPT];

    /** Number of the first event since the row was last begun; the ring may have overwritten that event. */
    private long first;

    /** Position before the first event. */
    private @Nullable TrackingToken start;

    private long next;

    private @Nullable TrackingToken position;

    /** Begins another row. */
    void beginAt(@Nullable TrackingToken from) {
        first = next;
        start = from;
        position = from;
    }

    /** @param events which follow the position */
    void append(List<? extends TrackedEventMessage<?>> events) {
        for (TrackedEventMessage<?> event : events) {
            ring[place(next++)] = event;
        }
        position = events.getLast().trackingToken();
    }

    void clear() {
        Arrays.fill(ring, null);
        first = next;
    }

    /** Number of the next event. */
    long next() {
        return next;
    }

    /** Position of the newest event, from which the log is read on. */
    @Nullable TrackingToken position() {
        return position;
    }

    /** Number of the oldest event that is kept. */
    long oldest() {
        return Math.max(first, next - KEPT);
    }

    TrackedEventMessage<?> get(long number) {
        return Objects.requireNonNull(ring[place(number)]);
    }

    /** @return {@link #UNKNOWN} if no event that is kept follows the position, or if its gaps are others */
    long numberAfter(@Nullable TrackingToken token) {
        if (Objects.equals(token, position)) {
            return next;
        }
        if (oldest() == first && Objects.equals(token, start)) {
            return first;
        }
        for (long i = oldest(); i < next; i++) {
            if (get(i).trackingToken().equals(token)) {
                return i + 1;
            }
        }
        return UNKNOWN;
    }

    private static int place(long number) {
        return (int) (number % KEPT);
    }
}
