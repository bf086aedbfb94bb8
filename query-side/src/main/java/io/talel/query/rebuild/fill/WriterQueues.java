package io.talel.query.rebuild.fill;

import io.talel.query.rebuild.RebuildStopped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Queues of events between the reader and the writers. Their number and length are bounded, so that a small heap suffices for
 * waiting and for uncommitted events.
 */
final class WriterQueues {

    /** Most events that wait for one writer. */
    private static final int LONGEST_QUEUE = 1_000;

    /** Most characters of all events on their way, fewer in a heap below 256 MiB; one event has at most a million. */
    private static final int MAX_CHARACTERS =
            (int) Math.min(16 * 1024 * 1024, Runtime.getRuntime().maxMemory() / 16);

    /** Time that a writer waits for another event before it commits. */
    private static final long IDLE_MILLIS = 5;

    private record Waiting(@Nullable DomainEventMessage<?> event, int length) {}

    /** Marks the end of a queue. */
    private static final Waiting END = new Waiting(null, 0);

    private final List<WriterQueue> queues = new ArrayList<>();
    private final Semaphore room = new Semaphore(MAX_CHARACTERS);
    private volatile boolean givenUp;

    WriterQueues(int writers) {
        for (int i = 0; i < writers; i++) {
            queues.add(new WriterQueue());
        }
    }

    WriterQueue queue(int writer) {
        return queues.get(writer);
    }

    /** Waits until there is room. */
    void enqueue(DomainEventMessage<?> event, long length) {
        int taken = (int) Math.min(length, MAX_CHARACTERS);
        WriterQueue queue =
                queues.get(Math.floorMod(spread(event.getAggregateIdentifier().hashCode()), queues.size()));
        try {
            while (!room.tryAcquire(taken, 100, TimeUnit.MILLISECONDS)) {
                requireWriters();
            }
            while (!queue.events.offer(new Waiting(event, taken), 100, TimeUnit.MILLISECONDS)) {
                requireWriters();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RebuildStopped("It was interrupted");
        }
        requireWriters();
    }

    /** Ends the queues; the writers commit the events that they have. */
    void end() {
        queues.forEach(WriterQueue::end);
    }

    /** Drops the events that are not committed. */
    void giveUp() {
        givenUp = true;
        end();
    }

    private void requireWriters() {
        if (givenUp) {
            throw new RebuildStopped("A writer gave up");
        }
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 16);
    }

    /** The events of one writer. */
    final class WriterQueue {

        private final BlockingQueue<Waiting> events = new ArrayBlockingQueue<>(LONGEST_QUEUE);
        private int uncommitted;

        void drainInto(BatchWriter writer) throws SQLException {
            try {
                for (Waiting next = events.take(); next != END && !givenUp; next = next(writer)) {
                    uncommitted += next.length;
                    if (writer.add(Objects.requireNonNull(next.event))) {
                        release();
                    }
                }
                if (!givenUp) {
                    writer.flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RebuildStopped("It was interrupted");
            } catch (SQLException | RuntimeException | Error e) {
                giveUp();
                throw e;
            } finally {
                release();
            }
        }

        /** Commits before a longer wait: uncommitted events take up room that the reader needs to continue. */
        private Waiting next(BatchWriter writer) throws InterruptedException, SQLException {
            Waiting next = events.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            if (next != null) {
                return next;
            }
            writer.flush();
            release();
            return events.take();
        }

        private void release() {
            room.release(uncommitted);
            uncommitted = 0;
        }

        /** Waits for room, which comes when the writer takes an event or gives up. */
        private void end() {
            try {
                while (!events.offer(END, IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
                    if (givenUp) {
                        events.clear();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                givenUp = true;
                events.clear();
                events.add(END);
            }
        }
    }
}
