package io.talel.command.eventlog;

import java.time.Duration;
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

    /** Most events of a look: fewer than are kept, so that no stream is left behind by a single look. */
    static final int BATCH = NewestEvents.KEPT / 2;

    /** A stream that has other gaps than the tail cannot follow it, and reads at most so often while nothing comes. */
    private static final Duration OWN_READS = Duration.ofMillis(300);

    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);

    private final EventStorageEngine engine;
    private final TailPolling polling;
    private volatile boolean closed;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by the lock, like all that follows. */
    private final NewestEvents newest = new NewestEvents();

    /** Number of streams that take their events from here; with none, the reader does not query the log. */
    private int followers;

    private @Nullable Thread reader;

    /** @param engine returns one batch if it may block; if it may not, the end of its stream is the end of the log at that moment */
    LogTail(EventStorageEngine engine, TailPolling polling) {
        this.engine = engine;
        this.polling = polling;
    }

    TrackingEventStream open(@Nullable TrackingToken from) {
        return new TailStream(from);
    }

    @Override
    public void close() {
        closed = true;
        polling.wake();
    }

    private void read() {
        boolean failed = false;
        while (!closed) {
            polling.await();
            try {
                look();
                if (failed) {
                    LOG.info("The newest events can be read again");
                }
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
            from = newest.position();
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
            // All streams may have left during the read, and another may have begun at a different position.
            if (followers > 0 && Objects.equals(from, newest.position())) {
                newest.append(events);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void beginAt(@Nullable TrackingToken from) {
        newest.beginAt(from);
        if (reader == null) {
            reader = Thread.ofPlatform().daemon().name("event-log-tail").start(this::read);
        }
        polling.wake();
    }

    /** A stream for one thread at a time; another one may close it. */
    private final class TailStream implements TrackingEventStream {

        private static final long BEHIND = NewestEvents.UNKNOWN;

        /** Position of the event that was taken last. */
        private @Nullable TrackingToken passed;

        /** Number of the event to take next. */
        private long number = BEHIND;

        /** Number of the tail's next event when this stream last looked. */
        private long known = BEHIND;

        /** When this stream may read the log again. */
        private long readAgainAt = System.nanoTime();

        private @Nullable Stream<? extends TrackedEventMessage<?>> own;
        private @Nullable Iterator<? extends TrackedEventMessage<?>> ownEvents;
        private @Nullable TrackedEventMessage<?> peeked;

        private volatile boolean ended;

        TailStream(@Nullable TrackingToken from) {
            passed = from;
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
                if (peeked == null && !awaitReason(deadline)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!hasNextAvailable(1, TimeUnit.DAYS)) {
                if (ended) {
                    throw new IllegalStateException("The stream is closed");
                }
            }
            TrackedEventMessage<?> event = Objects.requireNonNull(peeked);
            peeked = null;
            return event;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                ended = true;
                leave();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** @return false when the time is over, and nothing has come and nothing may be read */
        private boolean awaitReason(long deadline) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long now = System.nanoTime();
                while (!ended && known == newest.next() && !mayRead(now) && deadline - now > 0) {
                    changed.awaitNanos(number == BEHIND ? Math.min(deadline - now, readAgainAt - now) : deadline - now);
                    now = System.nanoTime();
                }
                return !ended && (known != newest.next() || mayRead(now));
            } finally {
                lock.unlock();
            }
        }

        private boolean mayRead(long now) {
            return number == BEHIND && now - readAgainAt >= 0;
        }

        private @Nullable TrackedEventMessage<?> poll() {
            TrackedEventMessage<?> event = fromTail(false);
            if (event == null && !ended && (ownEvents != null || mayRead(System.nanoTime()))) {
                event = fromLog();
                if (event == null) {
                    readAgainAt = System.nanoTime() + OWN_READS.toNanos();
                    event = fromTail(true);
                }
            }
            if (event != null) {
                passed = event.trackingToken();
            }
            return event;
        }

        /** @param atEnd whether this stream was at the end of the log a moment ago, so that the tail can begin there */
        private @Nullable TrackedEventMessage<?> fromTail(boolean atEnd) {
            lock.lock();
            try {
                if (number != BEHIND && number < newest.oldest()) {
                    leave();
                }
                if (ended) {
                    return null;
                }
                if (number == BEHIND && ownEvents == null) {
                    join(atEnd);
                }
                if (!atEnd || number != BEHIND) {
                    if (known != newest.next()) {
                        readAgainAt = System.nanoTime();
                    }
                    known = newest.next();
                }
                return number == BEHIND || number == newest.next() ? null : newest.get(number++);
            } finally {
                lock.unlock();
            }
        }

        private void join(boolean atEnd) {
            if (followers == 0 && atEnd) {
                beginAt(passed);
            }
            if (followers > 0 || atEnd) {
                number = newest.numberAfter(passed);
            }
            if (number != BEHIND) {
                followers++;
            }
        }

        private void leave() {
            if (number != BEHIND) {
                number = BEHIND;
                followers--;
            }
            if (followers == 0) {
                newest.clear();
                changed.signalAll();
            }
        }

        private @Nullable TrackedEventMessage<?> fromLog() {
            try {
                if (ownEvents == null) {
                    own = engine.readEvents(passed, false);
                    ownEvents = own.iterator();
                }
                if (ownEvents.hasNext()) {
                    return ownEvents.next();
                }
                endOwn();
                return null;
            } catch (RuntimeException e) {
                // The next read begins at the event that was taken last.
                endOwn();
                throw e;
            }
        }

        private void endOwn() {
            if (own != null) {
                own.close();
            }
            own = null;
            ownEvents = null;
        }
    }
}
