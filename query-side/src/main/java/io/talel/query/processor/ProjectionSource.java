package io.talel.query.processor;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The event log for one processor, which skips most events; only an event that concerns it wakes it at once. Axon lets 1,024
 * events wait for the segments of a processor; this source also bounds their length. A stream at the bound pauses until all
 * segments have passed enough of its events.
 */
final class ProjectionSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    /**
     * Most bytes of events that wait for the segments; a single event may be longer. It also bounds a batch, whose rows are in
     * memory at once and readable together: three of the longest articles take two seconds.
     */
    static final long MAX_BYTES =
            Math.min(2L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 64);

    /** Events of other streams after which a stream is woken all the same, before they leave the cache. */
    static final int OF_OTHERS = 16;

    private static final long RETRY_MILLIS = 20;

    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final LogWatcher watcher;
    private final Predicate<TrackedEventMessage<?>> concern;
    private final ToLongFunction<TrackedEventMessage<?>> length;
    private final Supplier<Collection<@Nullable TrackingToken>> passed;
    private final ScheduledExecutorService coordinator;

    /**
     * @param concern whether an event concerns the processor
     * @param length size of an event in bytes
     * @param passed positions of this node's segments of the processor
     * @param coordinator the executor of the processor's coordinator
     */
    ProjectionSource(
            StreamableMessageSource<TrackedEventMessage<?>> log,
            LogWatcher watcher,
            Predicate<TrackedEventMessage<?>> concern,
            ToLongFunction<TrackedEventMessage<?>> length,
            Supplier<Collection<@Nullable TrackingToken>> passed,
            ScheduledExecutorService coordinator) {
        this.log = log;
        this.watcher = watcher;
        this.concern = concern;
        this.length = length;
        this.passed = passed;
        this.coordinator = coordinator;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        return new ProjectionStream(log.openStream(trackingToken));
    }

    @Override
    public TrackingToken createTailToken() {
        return log.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return log.createHeadToken();
    }

    private record DeliveredEvent(TrackingToken position, long length) {}

    /** A stream for the thread of the coordinator. */
    final class ProjectionStream implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> stream;
        private final Deque<DeliveredEvent> delivered = new ArrayDeque<>();
        private long waiting;
        private volatile boolean looksAgain;
        private volatile Runnable callback = () -> {};

        /** Used by the watcher only. */
        private int ofOthers;

        private ProjectionStream(BlockingStream<TrackedEventMessage<?>> stream) {
            this.stream = stream;
        }

        void wake() {
            ofOthers = 0;
            callback.run();
        }

        void wakeFor(List<TrackedEventMessage<?>> events) {
            ofOthers += events.size();
            if (ofOthers >= OF_OTHERS || events.stream().anyMatch(concern)) {
                wake();
            }
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (waiting >= MAX_BYTES) {
                forgetPassed();
            }
            if (waiting < MAX_BYTES) {
                return stream.hasNextAvailable(timeout, unit);
            }
            if (!looksAgain) {
                looksAgain = true;
                coordinator.schedule(this::lookAgain, RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
            return false;
        }

        private void lookAgain() {
            looksAgain = false;
            callback.run();
        }

        private void forgetPassed() {
            Collection<@Nullable TrackingToken> segments = passed.get();
            while (!delivered.isEmpty() && segments.stream().allMatch(this::isPassedBy)) {
                waiting -= delivered.removeFirst().length;
            }
        }

        private boolean isPassedBy(@Nullable TrackingToken segment) {
            return segment != null && segment.covers(delivered.getFirst().position);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            TrackedEventMessage<?> event = stream.nextAvailable();
            long bytes = length.applyAsLong(event);
            delivered.addLast(new DeliveredEvent(event.trackingToken(), bytes));
            waiting += bytes;
            return event;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean setOnAvailableCallback(Runnable onAvailable) {
            callback = onAvailable;
            watcher.add(this);
            return true;
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            stream.skipMessagesWithPayloadTypeOf(ignored);
        }

        @Override
        public void close() {
            watcher.remove(this);
            stream.close();
        }
    }
}
