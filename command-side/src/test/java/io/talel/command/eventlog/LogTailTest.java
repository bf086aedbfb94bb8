package io.talel.command.eventlog;

import static io.talel.command.eventlog.TailOfNumbers.number;
import static io.talel.command.eventlog.TailOfNumbers.numbersUpTo;
import static io.talel.command.eventlog.TailOfNumbers.take;
import static io.talel.command.eventlog.TailOfNumbers.takeUnchecked;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LogTailTest {

    private final TailOfNumbers numbers = new TailOfNumbers();

    @AfterEach
    void close() {
        numbers.close();
    }

    @Test
    void events_come_in_their_order_without_a_read_by_the_stream() throws InterruptedException {
        try (TrackingEventStream stream = numbers.caughtUp(null)) {
            int reads = numbers.log.readsOfStreams.get();

            numbers.record(3);

            assertThat(take(stream, 3)).containsExactly(1, 2, 3);
            assertThat(numbers.log.readsOfStreams).hasValue(reads);
        }
    }

    @Test
    void one_look_serves_all_streams() throws InterruptedException {
        try (TrackingEventStream one = numbers.caughtUp(null);
                TrackingEventStream other = numbers.caughtUp(null)) {
            int looksBefore = numbers.log.looks.get();

            numbers.record(1);

            assertThat(take(one, 1)).isEqualTo(take(other, 1)).containsExactly(1);
            assertThat(numbers.log.looks.get() - looksBefore).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void a_stream_that_has_been_left_behind_reads_for_itself_and_catches_up() throws InterruptedException {
        try (TrackingEventStream slow = numbers.caughtUp(null);
                TrackingEventStream quick = numbers.caughtUp(null)) {
            int all = 3 * NewestEvents.KEPT;
            for (int i = 0; i < all; i++) {
                numbers.record(1);
                take(quick, 1);
            }

            assertThat(take(slow, all)).isEqualTo(numbersUpTo(1, all));
            assertThat(slow.hasNextAvailable()).isFalse();
            int reads = numbers.log.readsOfStreams.get();
            numbers.record(1);
            assertThat(take(slow, 1)).containsExactly(all + 1);
            assertThat(numbers.log.readsOfStreams).hasValue(reads);
        }
    }

    @Test
    void an_event_recorded_while_a_stream_joins_is_seen_without_a_second_one() throws InterruptedException {
        try (TrackingEventStream early = numbers.caughtUp(null)) {
            numbers.record(1);
            take(early, 1);
            TrackingToken one = numbers.log.createHeadToken();
            early.close();
            try (TrackingEventStream again = numbers.caughtUp(one);
                    TrackingEventStream late = numbers.tail.open(null)) {
                numbers.log.duringRead.set(() -> {
                    numbers.record(1);
                    assertThat(takeUnchecked(again, 1)).containsExactly(2);
                });

                assertThat(take(late, 2)).containsExactly(1, 2);
            }
        }
    }

    @Test
    void a_stream_begins_where_it_is_asked_to() throws InterruptedException {
        numbers.record(5);
        TrackingToken third =
                numbers.log.readEvents(null, false).toList().get(2).trackingToken();

        try (TrackingEventStream stream = numbers.tail.open(third)) {
            assertThat(take(stream, 2)).containsExactly(4, 5);
        }
    }

    @Test
    void nobody_looks_when_all_have_left_and_the_next_one_misses_nothing() throws InterruptedException {
        TrackingEventStream first = numbers.caughtUp(null);
        numbers.record(1);
        take(first, 1);
        first.close();
        numbers.record(2 * NewestEvents.KEPT);

        try (TrackingEventStream second = numbers.tail.open(null)) {
            assertThat(take(second, 1 + 2 * NewestEvents.KEPT)).isEqualTo(numbersUpTo(1, 1 + 2 * NewestEvents.KEPT));
            assertThat(second.hasNextAvailable()).isFalse();
            numbers.record(1);
            assertThat(take(second, 1)).containsExactly(2 + 2 * NewestEvents.KEPT);
        }
    }

    @Test
    void what_was_peeked_at_is_taken_next() throws InterruptedException {
        numbers.record(2);
        try (TrackingEventStream stream = numbers.tail.open(null)) {
            assertThat(stream.peek().map(TailOfNumbers::number)).hasValue(1);
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
            switch (random.nextInt(open.size() < 4 ? 5 : 4)) {
                case 0 -> numbers.record(random.nextInt(random.nextInt(20) == 0 ? 2 * NewestEvents.KEPT : 4));
                case 1, 2 -> {
                    if (!open.isEmpty()) {
                        TrackingEventStream stream = open.get(random.nextInt(open.size()));
                        for (int i = random.nextInt(10); i > 0 && stream.hasNextAvailable(); i--) {
                            seen.get(stream).add(number(stream.nextAvailable()));
                        }
                    }
                }
                case 3 -> {
                    if (random.nextInt(8) == 0 && !open.isEmpty()) {
                        TrackingEventStream stream = open.get(random.nextInt(open.size()));
                        stream.close();
                        seen.remove(stream);
                    }
                }
                default -> seen.put(numbers.tail.open(null), new ArrayList<>());
            }
        }
        for (Map.Entry<TrackingEventStream, List<Integer>> each : seen.entrySet()) {
            each.getValue()
                    .addAll(take(
                            each.getKey(), numbers.recorded() - each.getValue().size()));
            assertThat(each.getValue()).isEqualTo(numbersUpTo(1, numbers.recorded()));
            each.getKey().close();
        }
    }
}
