package io.talel.gateway.web;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A part of the heap that answers share, counted in KiB. */
final class MemoryPool {

    /** Most callers that wait for room: each may hold a large text meanwhile. */
    private static final int WAITING = 16;

    private static final int KIB = 1024;

    private final int size;
    private final Room room;
    private final Semaphore waiting = new Semaphore(WAITING);
    private final SlowReaders readers;

    MemoryPool(long bytes, SlowReaders readers) {
        this.size = (int) Math.max(1, bytes / KIB);
        this.room = new Room(size);
        this.readers = readers;
    }

    private static final class Room extends Semaphore {
        private static final long serialVersionUID = 1L;

        Room(int kib) {
            super(kib);
        }

        void takeAnyway(int kib) {
            reducePermits(kib);
        }
    }

    /**
     * Takes a share at once; without room, breaks the slowest reader and waits.
     *
     * @throws HttpRefusal if there is no room
     */
    Share take(long bytes, Duration patience) {
        int kib = kib(bytes);
        if (!room.tryAcquire(kib) && !takenLater(kib, patience)) {
            throw HttpRefusal.unavailable();
        }
        return new Share(kib);
    }

    private boolean takenLater(int kib, Duration patience) {
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            readers.breakSlowest();
            return room.tryAcquire(kib, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }

    /** Takes a share even if there is no room. */
    Share takeAnyway(long bytes) {
        int kib = kib(bytes);
        room.takeAnyway(kib);
        return new Share(kib);
    }

    /** A larger answer than the whole pool counts as the whole pool. */
    private int kib(long bytes) {
        return (int) Math.min(size, (bytes + KIB - 1) / KIB);
    }

    /** The share of one answer; closing gives it back. */
    final class Share implements AutoCloseable {

        private int kib;

        private Share(int kib) {
            this.kib = kib;
        }

        /** Changes the size, even if there is no room for a larger one. */
        void resize(long bytes) {
            int needed = kib(bytes);
            if (needed < kib) {
                room.release(kib - needed);
            } else {
                room.takeAnyway(needed - kib);
            }
            kib = needed;
        }

        @Override
        public void close() {
            room.release(kib);
            kib = 0;
        }
    }
}
