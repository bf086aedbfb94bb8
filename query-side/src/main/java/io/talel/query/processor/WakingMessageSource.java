package io.talel.query.processor;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event log, with streams that say when an event has come. Those of Axon's embedded event store do not, and its
 * coordinator then looks every 500 ms, which is how long a write would take to be seen. Here one stream of a node's own,
 * at the head of the log, wakes all the others: they read from the same cache.
 */
final class WakingMessageSource implements StreamableMessageSource<TrackedEventMessage<?>>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WakingMessageSource.class);

    private static final long REOPEN_MILLIS = 500;

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
        source.watcher.scheduleWithFixedDelay(source::watch, 0, REOPEN_MILLIS, TimeUnit.MILLISECONDS);
        return source;
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken trackingToken) {
        return new WakingStream(log.openStream(trackingToken));
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
        try (BlockingStream<TrackedEventMessage<?>> head = log.openStream(log.createHeadToken())) {
            blind = false;
            while (!watcher.isShutdown()) {
                sleeping.forEach(WakingStream::wake);
                head.nextAvailable();
                while (head.hasNextAvailable()) {
                    head.nextAvailable();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!blind) {
                LOG.warn("The event log cannot be watched for now, its readers look every second", e);
            }
            blind = true;
        }
    }

    private final class WakingStream implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> stream;
        private volatile Runnable callback = () -> {};

        WakingStream(BlockingStream<TrackedEventMessage<?>> stream) {
            this.stream = stream;
        }

        private void wake() {
            callback.run();
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
