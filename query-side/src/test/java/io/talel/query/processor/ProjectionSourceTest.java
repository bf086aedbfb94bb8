package io.talel.query.processor;

import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.registered;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.user.UserId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectionSourceTest {

    private static final int AT_ONCE = 4;

    private final EmbeddedEventStore log = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final ScheduledExecutorService coordinator = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger woken = new AtomicInteger();
    private volatile List<@Nullable TrackingToken> segments = List.of();
    private BlockingStream<TrackedEventMessage<?>> stream;

    @BeforeEach
    void publish() {
        for (int user = 1; user <= 3 * AT_ONCE; user++) {
            log.publish(event(registered(new UserId(user), "user" + user), 0, MONDAY));
        }
        segments = Arrays.asList(null, null);
        LogWatcher idle = new LogWatcher(log);
        stream = new ProjectionSource(
                        log, idle, _ -> true, _ -> ProjectionSource.MAX_BYTES / AT_ONCE, () -> segments, coordinator)
                .openStream(null);
        stream.setOnAvailableCallback(woken::incrementAndGet);
    }

    @AfterEach
    void stop() {
        stream.close();
        coordinator.shutdownNow();
        log.shutDown();
    }

    @Test
    void no_more_is_given_than_fits_while_a_segment_has_passed_nothing() throws InterruptedException {
        List<TrackingToken> given = takeAll();
        segments = Arrays.asList(given.getLast(), null);

        assertThat(given).hasSize(AT_ONCE);
        assertThat(stream.hasNextAvailable()).isFalse();
    }

    @Test
    void room_is_made_by_the_segment_that_is_least_far() throws InterruptedException {
        List<TrackingToken> given = takeAll();
        segments = List.of(given.getLast(), given.get(1));

        assertThat(takeAll()).hasSize(2);
    }

    @Test
    void a_stream_that_returned_nothing_wakes_its_reader_again() throws InterruptedException {
        takeAll();

        await().until(() -> woken.get() > 0);
    }

    @Test
    void all_of_it_is_given_in_the_end() throws InterruptedException {
        List<TrackingToken> given = new ArrayList<>();
        do {
            given.addAll(takeAll());
            segments = List.of(given.getLast());
        } while (stream.hasNextAvailable());

        assertThat(given).hasSize(3 * AT_ONCE).doesNotHaveDuplicates();
    }

    private List<TrackingToken> takeAll() throws InterruptedException {
        List<TrackingToken> taken = new ArrayList<>();
        while (stream.hasNextAvailable()) {
            taken.add(stream.nextAvailable().trackingToken());
        }
        return taken;
    }
}
