package io.talel.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LogTailTest {

    private static final Duration NEVER = Duration.ofDays(1);

    private final Log log = new Log();
    private final TailLooks looks = new TailLooks(NEVER);
    private final LogTail tail = new LogTail(log, looks);
    private int recorded;

    /** A log that counts reads, and can fail or let something happen between a read and its answer. */
    private static final class Log extends InMemoryEventStorageEngine {

        private final AtomicInteger readsOfStreams = new AtomicInteger();
        private final AtomicInteger looks = new AtomicInteger();
        private final AtomicReference<@Nullable Runnable> meanwhile = new AtomicReference<>();
        private volatile boolean down;

        @Override
        public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
            (mayBlock ? looks : readsOfStreams).incrementAndGet();
            if (down) {
                throw new IllegalStateException("down");
            }
            List<? extends TrackedEventMessage<?>> seen =
                    super.readEvents(token, mayBlock).toList();
            Runnable next = meanwhile.getAndSet(null);
            if (next != null) {
                next.run();
            }
            return seen.stream();
        }
    }

    @AfterEach
    void close() {
        tail.close();
    }

    @Test
    void events_come_in_their_order_without_a_read_by_the_stream() throws InterruptedException {
        try (TrackingEventStream stream = caughtUp(null)) {
            int reads = log.readsOfStreams.get();

            record(3);

            assertThat(take(stream, 3)).containsExactly(1, 2, 3);
            assertThat(log.readsOfStreams).hasValue(reads);
        }
    }

    @Test
    void one_look_serves_all_streams() throws InterruptedException {
        try (TrackingEventStream one = caughtUp(null);
                TrackingEventStream other = caughtUp(null)) {
            int looksBefore = log.looks.get();

            record(1);

            assertThat(take(one, 1)).isEqualTo(take(other, 1)).containsExactly(1);
            assertThat(log.looks.get() - looksBefore).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void a_stream_that_has_been_left_behind_reads_for_itself_and_catches_up() throws InterruptedException {
        try (TrackingEventStream slow = caughtUp(null);
                TrackingEventStream quick = caughtUp(null)) {
            int all = 3 * LogTail.KEPT;
            for (int i = 0; i < all; i++) {
                record(1);
                take(quick, 1);
            }

            assertThat(take(slow, all)).isEqualTo(numbers(1, all));
            assertThat(slow.hasNextAvailable()).isFalse();
            int reads = log.readsOfStreams.get();
            record(1);
            assertThat(take(slow, 1)).containsExactly(all + 1);
            assertThat(log.readsOfStreams).hasValue(reads);
        }
    }

    @Test
    void an_event_recorded_while_a_stream_joins_is_seen_without_a_second_one() throws InterruptedException {
        try (TrackingEventStream early = caughtUp(null);
                TrackingEventStream late = tail.open(null)) {
            log.meanwhile.set(() -> {
                record(1);
                read(early);
            });

            assertThat(take(late, 1)).containsExactly(1);
        }
    }

    @Test
    void a_stream_begins_where_it_is_asked_to() throws InterruptedException {
        record(5);
        TrackingToken third = log.readEvents(null, false).toList().get(2).trackingToken();

        try (TrackingEventStream stream = tail.open(third)) {
            assertThat(take(stream, 2)).containsExactly(4, 5);
        }
    }

    @Test
    void nobody_looks_when_all_have_left_and_the_next_one_misses_nothing() throws InterruptedException {
        TrackingEventStream first = caughtUp(null);
        record(1);
        take(first, 1);
        first.close();
        record(2 * LogTail.KEPT);

        try (TrackingEventStream second = tail.open(null)) {
            assertThat(take(second, 1 + 2 * LogTail.KEPT)).isEqualTo(numbers(1, 1 + 2 * LogTail.KEPT));
            assertThat(second.hasNextAvailable()).isFalse();
            record(1);
            assertThat(take(second, 1)).containsExactly(2 + 2 * LogTail.KEPT);
        }
    }

    @Test
    void a_log_that_cannot_be_read_for_a_while_costs_no_event() throws InterruptedException {
        try (TrackingEventStream stream = caughtUp(null)) {
            log.down = true;
            int before = log.looks.get();
            record(1);
            while (log.looks.get() == before) {
                Thread.onSpinWait();
            }
            log.down = false;

            record(1);

            assertThat(take(stream, 2)).containsExactly(1, 2);
        }
    }

    @Test
    void what_was_peeked_at_is_taken_next() throws InterruptedException {
        record(2);
        try (TrackingEventStream stream = tail.open(null)) {
            assertThat(stream.peek().map(LogTailTest::number)).hasValue(1);
            assertThat(take(stream, 2)).containsExactly(1, 2);
            assertThat(stream.peek()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void every_stream_sees_every_event_once_in_order(long seed) throws InterruptedException {
        Random random = new Random(seed);
        Map<TrackingEventStream, List<Integer>> seen = new HashMap<>();
        for (int step = 0; step < 400; step++) {
            List<TrackingEventStream> open = new ArrayList<>(seen.keySet());
            switch (random.nextInt(open.size() < 4 ? 4 : 3)) {
                case 0 -> record(random.nextInt(random.nextInt(20) == 0 ? 2 * LogTail.KEPT : 4));
                case 1, 2 -> {
                    if (!open.isEmpty()) {
                        TrackingEventStream stream = open.get(random.nextInt(open.size()));
                        for (int i = random.nextInt(10); i > 0 && stream.hasNextAvailable(); i--) {
                            seen.get(stream).add(number(stream.nextAvailable()));
                        }
                    }
                }
                default -> seen.put(tail.open(null), new ArrayList<>());
            }
        }
        for (Map.Entry<TrackingEventStream, List<Integer>> each : seen.entrySet()) {
            each.getValue()
                    .addAll(take(each.getKey(), recorded - each.getValue().size()));
            assertThat(each.getValue()).isEqualTo(numbers(1, recorded));
            each.getKey().close();
        }
    }

    private TrackingEventStream caughtUp(@Nullable TrackingToken start) {
        TrackingEventStream stream = tail.open(start);
        read(stream);
        return stream;
    }

    private static void read(TrackingEventStream stream) {
        try {
            while (stream.hasNextAvailable()) {
                stream.nextAvailable();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Integer> take(TrackingEventStream stream, int count) throws InterruptedException {
        List<Integer> taken = new ArrayList<>();
        while (taken.size() < count && stream.hasNextAvailable(10, TimeUnit.SECONDS)) {
            taken.add(number(stream.nextAvailable()));
        }
        return taken;
    }

    private static List<Integer> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    private static int number(TrackedEventMessage<?> event) {
        return (Integer) event.getPayload();
    }

    private void record(int events) {
        for (int i = 0; i < events; i++) {
            recorded++;
            log.appendEvents(new GenericDomainEventMessage<>("Counter", "counter", recorded, recorded));
        }
        looks.wake();
    }
}
