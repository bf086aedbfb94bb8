package io.talel.query.processor;

import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.registered;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import io.talel.kernel.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

class LogWatcherTest {

    @Test
    void a_reader_is_woken_at_once_by_events_that_concern_it_and_by_others_now_and_then() {
        EmbeddedEventStore log = EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();
        AtomicInteger woken = new AtomicInteger();
        AtomicInteger unconcerned = new AtomicInteger();
        try (LogWatcher watcher = new LogWatcher(log);
                BlockingStream<TrackedEventMessage<?>> one = stream(watcher, log, _ -> true);
                BlockingStream<TrackedEventMessage<?>> other = stream(watcher, log, _ -> false)) {
            watcher.start();
            one.setOnAvailableCallback(woken::incrementAndGet);
            other.setOnAvailableCallback(unconcerned::incrementAndGet);
            for (int id = 1; id <= 3 * ProjectionSource.OF_OTHERS; id++) {
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

    private static BlockingStream<TrackedEventMessage<?>> stream(
            LogWatcher watcher, EmbeddedEventStore log, Predicate<TrackedEventMessage<?>> concern) {
        return new ProjectionSource(log, watcher, concern, _ -> 0, List::of, mock(ScheduledExecutorService.class))
                .openStream(null);
    }

    private static DomainEventMessage<?> user(long id) {
        return event(registered(new UserId(id), "user" + id), 0, MONDAY);
    }
}
