package io.talel.query.processor;

import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.registered;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WakingMessageSourceTest {

    /** An engine that lets something happen between the look of a reader and the answer that it gets. */
    private static final class Interrupted extends InMemoryEventStorageEngine {

        private final AtomicReference<@Nullable Runnable> meanwhile = new AtomicReference<>();

        @Override
        public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
            Runnable next = meanwhile.getAndSet(null);
            if (next == null) {
                return super.readEvents(token, mayBlock);
            }
            List<? extends TrackedEventMessage<?>> seen =
                    super.readEvents(token, mayBlock).toList();
            next.run();
            return seen.stream();
        }
    }

    /** A log without a known head, so that no watcher is the first to read from its cache. */
    private record Headless(EmbeddedEventStore log) implements StreamableMessageSource<TrackedEventMessage<?>> {

        @Override
        public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
            return log.openStream(token);
        }

        @Override
        public TrackingToken createHeadToken() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void an_event_recorded_while_a_node_starts_is_seen_without_a_second_one() throws InterruptedException {
        Interrupted engine = new Interrupted();
        EmbeddedEventStore log =
                EmbeddedEventStore.builder().storageEngine(engine).build();
        log.publish(user(1));
        TrackingToken start = log.createHeadToken();
        try (WakingMessageSource source = WakingMessageSource.watching(new Headless(log));
                BlockingStream<TrackedEventMessage<?>> early = log.openStream(start);
                BlockingStream<TrackedEventMessage<?>> late = source.openStream(start)) {
            engine.meanwhile.set(() -> {
                log.publish(user(2));
                readToTheEnd(early);
            });

            await().until(late::hasNextAvailable);

            assertThat(late.nextAvailable().trackingToken().position()).hasValue(1);
        } finally {
            log.shutDown();
        }
    }

    @Test
    void a_reader_is_woken_at_once_by_events_that_concern_it_and_by_others_now_and_then() {
        EmbeddedEventStore log = EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();
        AtomicInteger woken = new AtomicInteger();
        AtomicInteger unconcerned = new AtomicInteger();
        try (WakingMessageSource source = WakingMessageSource.watching(log);
                BlockingStream<TrackedEventMessage<?>> one =
                        source.wakingFor(_ -> true).openStream(null);
                BlockingStream<TrackedEventMessage<?>> other =
                        source.wakingFor(_ -> false).openStream(null)) {
            one.setOnAvailableCallback(woken::incrementAndGet);
            other.setOnAvailableCallback(unconcerned::incrementAndGet);
            for (int id = 1; id <= 3 * WakingMessageSource.OF_OTHERS; id++) {
                int before = woken.get();
                log.publish(user(id));
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> woken.get() > before);
            }

            // Once more when the watcher begins, which may be after the first event.
            assertThat(unconcerned.get()).isBetween(2, 4);
        } finally {
            log.shutDown();
        }
    }

    private static void readToTheEnd(BlockingStream<TrackedEventMessage<?>> stream) {
        try {
            while (stream.hasNextAvailable()) {
                stream.nextAvailable();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static DomainEventMessage<?> user(long id) {
        return event(registered(new UserId(id), "user" + id), 0, MONDAY);
    }
}
