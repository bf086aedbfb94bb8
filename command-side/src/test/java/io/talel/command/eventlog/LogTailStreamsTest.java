package io.talel.command.eventlog;

import static io.talel.command.eventlog.TailOfNumbers.number;
import static io.talel.command.eventlog.TailOfNumbers.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.kernel.LogPosition;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogTailStreamsTest {

    private final TailOfNumbers numbers = new TailOfNumbers();

    @AfterEach
    void close() {
        numbers.close();
    }

    @Test
    void without_followers_nobody_looks() throws InterruptedException {
        TrackingEventStream stream = numbers.caughtUp(null);
        numbers.record(1);
        take(stream, 1);
        stream.close();
        stream.close();
        int before = numbers.log.looks.get();

        numbers.record(1);
        try (TrackingEventStream another = numbers.tail.open(null)) {
            take(another, 2);
        }

        assertThat(numbers.log.looks).hasValue(before);
    }

    @Test
    void what_a_look_has_read_is_dropped_if_another_stream_has_begun_elsewhere_meanwhile() throws Exception {
        numbers.record(3);
        List<? extends TrackedEventMessage<?>> events =
                numbers.log.readEvents(null, false).toList();
        TrackingEventStream old = numbers.caughtUp(null);
        CompletableFuture<TrackingEventStream> another = new CompletableFuture<>();
        numbers.log.duringLook.set(() -> {
            old.close();
            another.complete(numbers.caughtUp(events.getFirst().trackingToken()));
        });
        numbers.record(1);

        try (TrackingEventStream stream = another.get(10, TimeUnit.SECONDS)) {
            numbers.record(1);

            assertThat(take(stream, 1)).containsExactly(5);
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    @Test
    void a_closed_stream_has_nothing_and_follows_no_more() throws InterruptedException {
        TrackingEventStream stream = numbers.caughtUp(null);
        stream.close();
        int reads = numbers.log.readsOfStreams.get();
        numbers.record(1);

        assertThat(stream.hasNextAvailable(1, TimeUnit.MINUTES)).isFalse();
        assertThatThrownBy(stream::nextAvailable).isInstanceOf(IllegalStateException.class);
        assertThat(numbers.log.readsOfStreams).hasValue(reads);
    }

    @Test
    void a_stream_that_waits_ends_when_it_is_closed() {
        TrackingEventStream stream = numbers.caughtUp(null);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return stream.hasNextAvailable(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        stream.close();

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(false);
    }

    @Test
    void a_stream_with_other_gaps_reads_for_itself_now_and_then_and_sees_what_fills_them() throws InterruptedException {
        LogWithPositions places = new LogWithPositions();
        try (LogTail gapped = new LogTail(places, numbers.polling);
                TrackingEventStream whole = gapped.open(LogPosition.at(5));
                TrackingEventStream waits = gapped.open(LogPosition.at(3).advanceTo(5))) {
            assertThat(whole.hasNextAvailable()).isFalse();
            assertThat(waits.hasNextAvailable()).isFalse();
            int reads = places.reads.get();

            for (int i = 0; i < 100; i++) {
                waits.hasNextAvailable();
            }
            assertThat(places.reads.get() - reads).isLessThan(10);
            places.late.set(true);

            assertThat(waits.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
            assertThat(number(waits.nextAvailable())).isEqualTo(4);
            assertThat(whole.hasNextAvailable()).isFalse();
        }
    }

    @Test
    void a_log_that_cannot_be_read_for_a_while_costs_no_event() throws InterruptedException {
        try (TrackingEventStream stream = numbers.caughtUp(null)) {
            numbers.log.down = true;
            int before = numbers.log.looks.get();
            numbers.record(1);
            while (numbers.log.looks.get() == before) {
                Thread.onSpinWait();
            }
            numbers.log.down = false;

            numbers.record(1);

            assertThat(take(stream, 2)).containsExactly(1, 2);
        }
    }

    /** A log of five places, of which the fourth is filled late. */
    private static final class LogWithPositions extends InMemoryEventStorageEngine {

        private final AtomicInteger reads = new AtomicInteger();
        private final AtomicBoolean late = new AtomicBoolean();

        @Override
        public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
            reads.incrementAndGet();
            LogPosition position = LogPosition.of(Objects.requireNonNull(token));
            if (!position.hasGaps() || !late.get()) {
                return Stream.empty();
            }
            return Stream.of(new GenericTrackedEventMessage<>(
                    position.advanceTo(4), new GenericDomainEventMessage<>("Counter", "counter", 4, 4)));
        }
    }
}
