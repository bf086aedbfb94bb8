package io.talel.query.metrics;

import io.talel.kernel.MessageMetaData;
import io.talel.query.projection.Projection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads how far a projection is behind. A segment without events of its own stores its token every few seconds only, so the
 * distance of its token from the head says little. The lag therefore counts the projection's own events behind the token.
 */
final class LagQuery {

    /** Most events that are read. All events behind them count as events of the projection. */
    static final int MAX_EVENTS = 5_000;

    private static final int WAIT_MILLIS = 10;

    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final Clock clock;

    LagQuery(StreamableMessageSource<TrackedEventMessage<?>> log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** @param head the end of the log, read before the tokens */
    Lag of(Projection projection, List<SegmentToken> segments, @Nullable TrackingToken head)
            throws InterruptedException {
        long end = head == null ? -1 : head.position().orElse(-1);
        if (segments.stream().allMatch(segment -> segment.covers(head))) {
            return new Lag(end, 0, 0);
        }
        Reading reading = read(projection, segments, end);
        long behind = reading.waiting + (reading.looked < MAX_EVENTS ? 0 : Math.max(0, end - reading.last));
        long position = behind == 0
                ? end
                : segments.stream().mapToLong(SegmentToken::position).min().orElse(-1);
        Duration age =
                behind == 0 ? Duration.ZERO : Duration.between(reading.oldest.orElse(clock.instant()), clock.instant());
        return new Lag(position, behind, Math.max(0, age.toMillis() / 1e3));
    }

    private record Reading(int looked, long waiting, long last, Optional<Instant> oldest) {}

    private Reading read(Projection projection, List<SegmentToken> segments, long end) throws InterruptedException {
        int looked = 0;
        long waiting = 0;
        long last = -1;
        Optional<Instant> oldest = Optional.empty();
        try (BlockingStream<TrackedEventMessage<?>> events = log.openStream(lowest(segments))) {
            while (looked < MAX_EVENTS && last < end && events.hasNextAvailable(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                TrackedEventMessage<?> event = events.nextAvailable();
                looked++;
                last = event.trackingToken().position().orElse(end);
                if (last <= end
                        && projection.handles(event)
                        && segments.stream().anyMatch(s -> s.waitsFor(event))) {
                    waiting++;
                    oldest = Stream.concat(oldest.stream(), Stream.of(recordedAt(event)))
                            .min(Instant::compareTo);
                }
            }
        }
        return new Reading(looked, waiting, last, oldest);
    }

    private static Instant recordedAt(TrackedEventMessage<?> event) {
        return MessageMetaData.recordedAt(event.getMetaData().get(MessageMetaData.RECORDED_AT), event.getTimestamp());
    }

    private static @Nullable TrackingToken lowest(List<SegmentToken> segments) {
        TrackingToken lowest = null;
        for (SegmentToken segment : segments) {
            if (segment.token() == null) {
                return null;
            }
            lowest = lowest == null ? segment.token() : lowest.lowerBound(segment.token());
        }
        return lowest;
    }
}
