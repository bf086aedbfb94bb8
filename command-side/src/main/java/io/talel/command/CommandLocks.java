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
 * Queues of this node, one for each aggregate or slug, first come, first served. The bound is that of the whole wait:
 * {@code PessimisticLockFactory} begins anew whenever a holder releases its lock, so with a database that hangs the last of
 * 16 commands waited for 36 s. It also looks for deadlocks; here the bound ends them.
 */
final class CommandLocks implements LockFactory {

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
        if (!queue.isEntered(longestWait)) {
            leave(name);
            throw new LockAcquisitionFailedException("No turn for " + name + " within " + longestWait);
        }
        return new Held(name, queue.lock);
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

        private boolean isEntered(Duration longestWait) {
            try {
                return lock.tryLock(longestWait.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
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
            lock.unlock();
            leave(name);
        }

        @Override
        public boolean isHeld() {
            return lock.isHeldByCurrentThread();
        }
    }
}
