package io.talel.command.eventlog;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest events of the log, which one thread reads for all streams of this node. A stream that is further behind reads for
 * itself until it has caught up.
 *
 * <p>Axon's event store has such a cache, too, but each of its events refers to the next one. As soon as one of them is old, a
 * collection of young objects keeps all that follow it, and the heap fills up with events that nobody needs.
 */
final class LogTail implements AutoCloseable {

    /** Newest events kept in memory; each can be a little over 1 MiB. */
    static final int KEPT = 64;

    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);

    private final EventStorageEngine engine;
    private final TailLooks looks;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();

    /** Event number n is at n modulo {@link #KEPT}; guarded by the lock, like all that follows. */
    private final @Nullable TrackedEventMessage<?>[] newest = new TrackedEventMessage<?>[KEPT];

    /** Number of the first event since somebody began to follow; it may have been overwritten. */
    private long first;

    /** Position before the first event. */
    private @Nullable TrackingToken start;

    /** Number of the next event. */
    private long next;

    /** Where the next look begins. */
    private @Nullable TrackingToken position;

    /** Streams that take their events from here; without any, nobody looks. */
    private int followers;

    private @Nullable Thread reader;

    private volatile boolean closed;

    /** @param engine reads one batch if it may block, and all that there is if it may not */
    LogTail(EventStorageEngine engine, TailLooks looks) {
        this.engine = engine;
        this.looks = looks;
    }

    TrackingEventStream open(@Nullable TrackingToken start) {
        return new TailStream(start);
    }

    @Override
    public void close() {
        closed = true;
        looks.wake();
    }

    private void read() {
        boolean failed = false;
        while (!closed) {
            looks.await();
            try {
                look();
                failed = false;
            } catch (RuntimeException | Error e) {
                // Catches everything: nothing would start this thread again.
                if (!failed && !closed) {
                    LOG.error("The newest events cannot be read for now", e);
                }
                failed = true;
            }
        }
    }

    private void look() {
        TrackingToken from;
        lock.lock();
        try {
            if (followers == 0) {
                return;
            }
            from = position;
        } finally {
            lock.unlock();
        }
        List<? extends TrackedEventMessage<?>> events;
        try (Stream<? extends TrackedEventMessage<?>> batch = engine.readEvents(from, true)) {
            events = batch.toList();
        }
        if (!events.isEmpty()) {
            append(from, events);
        }
    }

    private void append(@Nullable TrackingToken from, List<? extends TrackedEventMessage<?>> events) {
        lock.lock();
        try {
            // Meanwhile, all may have left and somebody else have begun elsewhere.
            if (Objects.equals(from, position)) {
                for (TrackedEventMessage<?> event : events) {
                    newest[place(next++)] = event;
                }
                position = events.getLast().trackingToken();
                arrived.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private static int place(long number) {
        return (int) (number % KEPT);
    }

    private TrackedEventMessage<?> event(long number) {
        return Objects.requireNonNull(newest[place(number)]);
    }

    private long oldest() {
        return Math.max(first, next - KEPT);
    }

    /** A stream for one thread at a time. */
    private final class TailStream implements TrackingEventStream {

        private static final long READS_FOR_ITSELF = -1;

        /** Position of the event that was taken last. */
        private @Nullable TrackingToken passed;

        /** Number of the event to take next. */
        private long number = READS_FOR_ITSELF;

        /** Number of the tail's next event before this stream last looked. */
        private long known;

        private @Nullable Stream<? extends TrackedEventMessage<?>> own;
        private @Nullable Iterator<? extends TrackedEventMessage<?>> ownEvents;
        private @Nullable TrackedEventMessage<?> peeked;

        TailStream(@Nullable TrackingToken start) {
            passed = start;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            hasNextAvailable();
            return Optional.ofNullable(peeked);
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            long deadline = System.nanoTime() + unit.toNanos(timeout);
            while (peeked == null) {
                peeked = poll();
                if (peeked == null && !awaitArrival(deadline)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            boolean available = false;
            while (!available) {
                available = hasNextAvailable(1, TimeUnit.DAYS);
            }
            TrackedEventMessage<?> event = Objects.requireNonNull(peeked);
            peeked = null;
            return event;
        }

        @Override
        public void close() {
            closeOwn();
            lock.lock();
            try {
                leave();
            } finally {
                lock.unlock();
            }
        }

        /** @return whether something has come since {@link #poll()} began */
        private boolean awaitArrival(long deadline) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long left = deadline - System.nanoTime();
                while (known == next && left > 0) {
                    left = arrived.awaitNanos(left);
                }
                return known != next;
            } finally {
                lock.unlock();
            }
        }

        private @Nullable TrackedEventMessage<?> poll() {
            TrackedEventMessage<?> event = fromTail();
            if (event == null && number == READS_FOR_ITSELF) {
                event = fromLog();
            }
            if (event == null && number == READS_FOR_ITSELF) {
                event = join() ? fromTail() : null;
            }
            if (event != null) {
                passed = event.trackingToken();
            }
            return event;
        }

        private @Nullable TrackedEventMessage<?> fromTail() {
            lock.lock();
            try {
                if (number != READS_FOR_ITSELF && number < oldest()) {
                    leave();
                }
                known = next;
                return number == READS_FOR_ITSELF || number == next ? null : event(number++);
            } finally {
                lock.unlock();
            }
        }

        /** A read that found something may be over for long, so only one that finds nothing shows that there is nothing. */
        private @Nullable TrackedEventMessage<?> fromLog() {
            boolean begun = ownEvents != null;
            if (ownEvents == null) {
                own = engine.readEvents(passed, false);
                ownEvents = own.iterator();
            }
            if (ownEvents.hasNext()) {
                return ownEvents.next();
            }
            closeOwn();
            return begun ? fromLog() : null;
        }

        private void closeOwn() {
            if (own != null) {
                own.close();
            }
            own = null;
            ownEvents = null;
        }

        /** @return false if the tail has not come to this stream's position, or has left it behind */
        private boolean join() {
            lock.lock();
            try {
                if (followers == 0) {
                    first = next;
                    start = passed;
                    position = passed;
                    Arrays.fill(newest, null);
                    looks.wake();
                }
                number = numberAfter(passed);
                if (number == READS_FOR_ITSELF) {
                    return false;
                }
                followers++;
                if (reader == null) {
                    reader = Thread.ofPlatform().daemon().name("event-log-tail").start(LogTail.this::read);
                }
                return true;
            } finally {
                lock.unlock();
            }
        }

        private long numberAfter(@Nullable TrackingToken token) {
            if (Objects.equals(token, position)) {
                return next;
            }
            if (oldest() == first && Objects.equals(token, start)) {
                return first;
            }
            for (long i = oldest(); i < next; i++) {
                if (event(i).trackingToken().equals(token)) {
                    return i + 1;
                }
            }
            return READS_FOR_ITSELF;
        }

        private void leave() {
            if (number != READS_FOR_ITSELF) {
                number = READS_FOR_ITSELF;
                followers--;
            }
        }
    }
}
