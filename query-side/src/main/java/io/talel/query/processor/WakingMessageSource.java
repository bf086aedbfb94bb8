package io.talel.query.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event log, with streams that announce new events. Those of the event store do not, so Axon's coordinator polls every
 * 500 ms, and a write would take that long to be visible. Here one stream at the head of the log wakes all the others, which
 * read from the same cache.
 */
final class WakingMessageSource implements StreamableMessageSource<TrackedEventMessage<?>>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WakingMessageSource.class);

    private static final int WATCH_MILLIS = 500;

    /** Events of other streams after which a stream is woken all the same, before they leave the cache. */
    static final int OF_OTHERS = 16;

    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final Set<WakingStream> sleeping = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("event-log-watcher").factory());

    /** Whether the last attempt failed, so that an outage is logged once; used by the watcher only. */
    private boolean blind;

    private WakingMessageSource(StreamableMessageSource<TrackedEventMessage<?>> log) {
        this.log = log;
    }

    static WakingMessageSource watching(StreamableMessageSource<TrackedEventMessage<?>> log) {
        WakingMessageSource source = new WakingMessageSource(log);
        source.watcher.scheduleWithFixedDelay(source::watch, 0, WATCH_MILLIS, TimeUnit.MILLISECONDS);
        return source;
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        return new WakingStream(trackingToken, _ -> true);
    }

    /** The log for a reader that skips most events. Only an event that concerns the reader wakes it at once. */
    StreamableMessageSource<TrackedEventMessage<?>> wakingFor(Predicate<TrackedEventMessage<?>> concern) {
        return new StreamableMessageSource<>() {
            @Override
            public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
                return new WakingStream(trackingToken, concern);
            }

            @Override
            public TrackingToken createTailToken() {
                return log.createTailToken();
            }

            @Override
            public TrackingToken createHeadToken() {
                return log.createHeadToken();
            }
        };
    }

    @Override
    public TrackingToken createTailToken() {
        return log.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return log.createHeadToken();
    }

    private void watch() {
        try (BlockingStream<TrackedEventMessage<?>> head = openStream(log.createHeadToken())) {
            blind = false;
            sleeping.forEach(WakingStream::wake);
            while (!watcher.isShutdown()) {
                if (head.hasNextAvailable(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
                    List<TrackedEventMessage<?>> events = available(head);
                    sleeping.forEach(stream -> stream.wakeFor(events));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!blind) {
                LOG.warn("The event log cannot be watched for now, its readers look every half second", e);
            }
            blind = true;
        } catch (Error e) {
            // Nothing would start this thread again.
            LOG.error("Watching the event log broke off, it is begun again", e);
        }
    }

    private static List<TrackedEventMessage<?>> available(BlockingStream<TrackedEventMessage<?>> stream)
            throws InterruptedException {
        List<TrackedEventMessage<?>> events = new ArrayList<>();
        do {
            events.add(stream.nextAvailable());
        } while (events.size() < OF_OTHERS && stream.hasNextAvailable());
        return events;
    }

    private final class WakingStream implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> stream;
        private volatile Runnable callback = () -> {};
        private final Predicate<TrackedEventMessage<?>> concern;

        /** Used by the watcher only. */
        private int ofOthers;

        WakingStream(@Nullable TrackingToken position, Predicate<TrackedEventMessage<?>> concern) {
            this.concern = concern;
            this.stream = log.openStream(position);
        }

        private void wake() {
            ofOthers = 0;
            callback.run();
        }

        private void wakeFor(List<TrackedEventMessage<?>> events) {
            ofOthers += events.size();
            if (ofOthers >= OF_OTHERS || events.stream().anyMatch(concern)) {
                wake();
            }
        }

        @Override
        public boolean setOnAvailableCallback(Runnable onAvailable) {
            callback = onAvailable;
            sleeping.add(this);
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            stream.skipMessagesWithPayloadTypeOf(ignored);
        }

        @Override
        public void close() {
            sleeping.remove(this);
            stream.close();
        }
    }
}
