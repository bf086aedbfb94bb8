package io.talel.query.processor;

import io.talel.query.processor.ProjectionSource.ProjectionStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces new events of the log to the streams of processors. Streams of the event store do not, so Axon's coordinator would
 * poll every 500 ms, and a write would take that long to be visible. Here one stream at the head of the log wakes all the
 * others, which read from the same cache.
 */
final class LogWatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogWatcher.class);

    private static final int WATCH_MILLIS = 500;

    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final Set<ProjectionStream> sleeping = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("event-log-watcher").factory());

    /** Whether the last attempt failed, so that an outage is logged once; used by the watcher's thread only. */
    private boolean blind;

    LogWatcher(StreamableMessageSource<TrackedEventMessage<?>> log) {
        this.log = log;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::watch, 0, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Wakes the stream from now on. */
    void add(ProjectionStream stream) {
        sleeping.add(stream);
    }

    void remove(ProjectionStream stream) {
        sleeping.remove(stream);
    }

    private void watch() {
        try (BlockingStream<TrackedEventMessage<?>> head = log.openStream(log.createHeadToken())) {
            blind = false;
            sleeping.forEach(ProjectionStream::wake);
            while (!thread.isShutdown()) {
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
        } while (events.size() < ProjectionSource.OF_OTHERS && stream.hasNextAvailable());
        return events;
    }
}
