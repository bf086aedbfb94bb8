package io.talel.command.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

/** A tail of a log in memory, which is filled with the numbers from 1 on. */
final class TailOfNumbers implements AutoCloseable {

    private static final Duration NEVER = Duration.ofDays(1);

    final Log log = new Log();
    final TailPolling polling = new TailPolling(NEVER);
    final LogTail tail = new LogTail(log, polling);
    private int recorded;

    /** A log that counts reads, and can fail or let something happen between a read and its answer. */
    static final class Log extends InMemoryEventStorageEngine {

        final AtomicInteger readsOfStreams = new AtomicInteger();
        final AtomicInteger looks = new AtomicInteger();
        final AtomicReference<@Nullable Runnable> duringRead = new AtomicReference<>();
        final AtomicReference<@Nullable Runnable> duringLook = new AtomicReference<>();
        volatile boolean down;

        @Override
        public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
            (mayBlock ? looks : readsOfStreams).incrementAndGet();
            if (down) {
                throw new IllegalStateException("down");
            }
            Runnable meanwhile = (mayBlock ? duringLook : duringRead).getAndSet(null);
            if (meanwhile == null) {
                return super.readEvents(token, mayBlock);
            }
            List<? extends TrackedEventMessage<?>> seen =
                    super.readEvents(token, mayBlock).toList();
            meanwhile.run();
            return seen.stream();
        }
    }

    @Override
    public void close() {
        tail.close();
    }

    int recorded() {
        return recorded;
    }

    TrackingEventStream caughtUp(@Nullable TrackingToken start) {
        TrackingEventStream stream = tail.open(start);
        read(stream);
        return stream;
    }

    static void read(TrackingEventStream stream) {
        try {
            while (stream.hasNextAvailable()) {
                stream.nextAvailable();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static List<Integer> take(TrackingEventStream stream, int count) throws InterruptedException {
        List<Integer> taken = new ArrayList<>();
        while (taken.size() < count && stream.hasNextAvailable(10, TimeUnit.SECONDS)) {
            taken.add(number(stream.nextAvailable()));
        }
        return taken;
    }

    static List<Integer> takeUnchecked(TrackingEventStream stream, int count) {
        try {
            return take(stream, count);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static List<Integer> numbersUpTo(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    static int number(TrackedEventMessage<?> event) {
        return (Integer) event.getPayload();
    }

    void record(int events) {
        for (int i = 0; i < events; i++) {
            recorded++;
            log.appendEvents(new GenericDomainEventMessage<>("Counter", "counter", recorded, recorded));
        }
        polling.wake();
    }
}
