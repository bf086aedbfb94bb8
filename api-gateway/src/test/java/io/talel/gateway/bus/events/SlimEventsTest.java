package io.talel.gateway.bus.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlimEventsTest {

    private final EmbeddedEventStore log = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();

    @AfterEach
    void close() {
        log.shutDown();
    }

    @Test
    void events_of_users_come_as_they_are_and_all_others_as_positions_without_a_payload() throws InterruptedException {
        log.publish(
                new GenericDomainEventMessage<>("Article", "article-1", 0, "a megabyte"),
                new GenericDomainEventMessage<>("User", "user-7", 0, "registered"),
                new GenericDomainEventMessage<>("Image", "image-9", 0, "a picture"));

        try (BlockingStream<TrackedEventMessage<?>> users =
                        new SlimEvents(log, UserEventsHandler::slim).openStream(null);
                BlockingStream<TrackedEventMessage<?>> all = log.openStream(null)) {
            for (Object payload :
                    new Object[] {new SlimEvents.PassedOver(), "registered", new SlimEvents.PassedOver()}) {
                assertThat(users.hasNextAvailable(30, TimeUnit.SECONDS)).isTrue();
                assertThat(users.peek().orElseThrow().getPayload()).isEqualTo(payload);
                TrackedEventMessage<?> event = users.nextAvailable();
                assertThat(event.getPayload()).isEqualTo(payload);
                assertThat(event.trackingToken()).isEqualTo(all.nextAvailable().trackingToken());
            }
        }
    }
}
