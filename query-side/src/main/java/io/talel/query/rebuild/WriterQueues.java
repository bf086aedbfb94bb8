package io.talel.query.rebuild;

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
 * Events on their way from the reader to the writers. So many wait, or are folded and not yet committed, as a small heap
 * holds: their number is bounded and so is their length.
 */
final class WriterQueues {

    /** Events that wait for one writer at most. */
    private static final int LONGEST_QUEUE = 1_000;

    /** Characters that are on their way at most, fewer in a heap below 256 MiB; an event has a million of them at most. */
    private static final int MAX_CHARACTERS =
            (int) Math.min(16 * 1024 * 1024, Runtime.getRuntime().maxMemory() / 16);

    /** How long a writer waits for more before it commits what it has. */
    private static final long IDLE_MILLIS = 5;

    private record Waiting(@Nullable DomainEventMessage<?> event, int length) {}

    /** Behind the last event. */
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

    /** Nothing more comes; the writers commit what they have. */
    void end() {
        queues.forEach(WriterQueue::end);
    }

    /** What the writers have not committed yet is not wanted any more. */
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

        void drainInto(EventWriter writer) throws SQLException {
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

        /** Commits before a longer wait, so that the reader is not kept from what this writer waits for. */
        private Waiting next(EventWriter writer) throws InterruptedException, SQLException {
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

        /** Room is made if there is none: the writer is about to take what is there, or has given up. */
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
