package io.talel.command;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.lock.LockFactory;

/**
 * Commands of this node queue here for an aggregate or a slug, first come, first served. The bound is that of a whole wait:
 * {@code PessimisticLockFactory} begins it anew whenever a holder releases the lock, so with a database that hangs the last of
 * 16 commands waited for 36 s. That factory also looks for deadlocks; none can arise, since a command that needs both waits
 * for the slug first.
 */
final class CommandLocks implements LockFactory {

    /** Longest wait for another command of the same aggregate or slug on this node. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** More than a node of 512 MB has connections for. */
    static final int LONGEST_QUEUE = 1_000;

    private final Duration longestWait;
    private final int longestQueue;
    private final ConcurrentMap<String, Queue> queues = new ConcurrentHashMap<>();

    /**
     * @param longestWait from the request of a lock until it is held
     * @param longestQueue most threads that wait for one lock
     */
    CommandLocks(Duration longestWait, int longestQueue) {
        this.longestWait = longestWait;
        this.longestQueue = longestQueue;
    }

    /** @throws LockAcquisitionFailedException if the queue or the wait is too long, or the thread is interrupted */
    @Override
    public Lock obtainLock(String name) {
        Queue queue = queues.compute(name, (_, known) -> joined(name, known));
        try {
            if (queue.lock.tryLock(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Held(name, queue.lock);
            }
        } catch (InterruptedException e) {
            leave(name);
            Thread.currentThread().interrupt();
            throw new LockAcquisitionFailedException("The wait for " + name + " was interrupted", e);
        }
        leave(name);
        throw new LockAcquisitionFailedException("No turn for " + name + " within " + longestWait);
    }

    int size() {
        return queues.size();
    }

    private Queue joined(String name, Queue known) {
        Queue queue = known == null ? new Queue() : known;
        // One of them is the holder.
        if (queue.threads > longestQueue) {
            throw new LockAcquisitionFailedException("Too many wait for " + name);
        }
        queue.threads++;
        return queue;
    }

    private void leave(String name) {
        queues.computeIfPresent(name, (_, queue) -> --queue.threads == 0 ? null : queue);
    }

    /** The holder of a lock and who waits for it. */
    private static final class Queue {

        private final ReentrantLock lock = new ReentrantLock(true);

        /** Guarded by the map's computations. */
        private int threads;
    }

    private final class Held implements Lock {

        private final String name;
        private final ReentrantLock lock;

        private Held(String name, ReentrantLock lock) {
            this.name = name;
            this.lock = lock;
        }

        @Override
        public void release() {
            try {
                lock.unlock();
            } finally {
                leave(name);
            }
        }

        @Override
        public boolean isHeld() {
            return lock.isHeldByCurrentThread();
        }
    }
}
