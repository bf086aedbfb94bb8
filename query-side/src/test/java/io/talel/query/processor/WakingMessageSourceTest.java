package io.talel.query.processor;

import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.registered;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.user.UserId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

class WakingMessageSourceTest {

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

    private static DomainEventMessage<?> user(long id) {
        return event(registered(new UserId(id), "user" + id), 0, MONDAY);
    }
}
