package io.talel.gateway.web;

import io.talel.gateway.web.SlowReaders.Reader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A part of the heap that answers share, counted in KiB. When it is full, the answer that has held its share longest makes
 * room for the next, and the network that asks for the fewest answers goes first.
 */
final class MemoryPool {

    /** Most callers that wait for room, since each may hold a large text. */
    private static final int MAX_WAITING = 16;

    private static final int KIB = 1024;

    /** Time that an answer keeps its share while another one waits. The largest article takes six seconds at 1 MB/s. */
    private static final long HOLD_TIME = Duration.ofSeconds(10).toNanos();

    /** As above, for a network with more answers than the network of the waiting one. */
    private static final long HOLD_TIME_OF_BUSY_NETWORK = Duration.ofSeconds(2).toNanos();

    /** Interval of the search for answers whose time is over. */
    private static final long LOOK = Duration.ofMillis(100).toNanos();

    private final int size;
    private final SlowReaders readers;
    private final LongSupplier nanoTime;

    /** The oldest first. */
    private final Set<Share> held = new LinkedHashSet<>();

    private final List<Share> waiting = new ArrayList<>();

    /** How many shares each network holds and waits for. */
    private final Map<String, Integer> asked = new HashMap<>();

    /** Free KiB; less than zero after shares that were taken without room. */
    private long free;

    MemoryPool(long bytes, SlowReaders readers, LongSupplier nanoTime) {
        this.size = (int) Math.max(1, bytes / KIB);
        this.readers = readers;
        this.nanoTime = nanoTime;
        this.free = size;
    }

    /**
     * Takes a share at once if there is room. Otherwise it waits, and breaks the slowest reader and the answers whose time is
     * over.
     *
     * @throws HttpRefusal if there is no room
     */
    synchronized Share take(long bytes, Duration patience) {
        Share share = asked(bytes);
        try {
            if (!fits(share)) {
                queue(share);
                await(share, patience);
            }
        } catch (RuntimeException e) {
            forget(share);
            throw e;
        }
        return begin(share);
    }

    /** Takes a share even if there is no room. */
    synchronized Share takeAnyway(long bytes) {
        return begin(asked(bytes));
    }

    private Share asked(long bytes) {
        Share share = new Share(kib(bytes), readers.current());
        asked.merge(share.network(), 1, Integer::sum);
        return share;
    }

    private Share begin(Share share) {
        share.since = nanoTime.getAsLong();
        free -= share.kib;
        held.add(share);
        return share;
    }

    private void forget(Share share) {
        asked.computeIfPresent(share.network(), (_, shares) -> shares == 1 ? null : shares - 1);
        notifyAll();
    }

    private int askedBySameNetwork(Share share) {
        return asked.getOrDefault(share.network(), 0);
    }

    private boolean fits(Share share) {
        int own = askedBySameNetwork(share);
        return share.kib <= free && waiting.stream().noneMatch(other -> askedBySameNetwork(other) < own);
    }

    /** When too many wait, refuses one of the network with the most answers. */
    private void queue(Share share) {
        waiting.add(share);
        if (waiting.size() > MAX_WAITING) {
            Share last = Collections.max(waiting.reversed(), Comparator.comparingInt(this::askedBySameNetwork));
            waiting.remove(last);
            notifyAll();
        }
    }

    private void await(Share share, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            if (waiting.contains(share)) {
                readers.breakSlowest();
            }
            while (!fits(share)) {
                long left = end - System.nanoTime();
                if (left <= 0 || !waiting.contains(share)) {
                    throw HttpRefusal.unavailable();
                }
                makeRoom(share);
                TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, LOOK));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw HttpRefusal.unavailable();
        } finally {
            waiting.remove(share);
            notifyAll();
        }
    }

    /** Breaks the oldest answers whose time is over, if they free enough and no other room is about to be freed. */
    private void makeRoom(Share wanted) {
        long room = free
                + held.stream()
                        .filter(share -> share.broken)
                        .mapToLong(share -> share.kib)
                        .sum();
        List<Share> oldest = new ArrayList<>();
        for (Share share : held) {
            if (room < wanted.kib && !share.broken && hasHadItsTurn(share, wanted)) {
                oldest.add(share);
                room += share.kib;
            }
        }
        if (room >= wanted.kib) {
            oldest.forEach(Share::breakOff);
        }
    }

    private boolean hasHadItsTurn(Share share, Share wanted) {
        boolean many = askedBySameNetwork(share) > askedBySameNetwork(wanted);
        return nanoTime.getAsLong() - share.since > (many ? HOLD_TIME_OF_BUSY_NETWORK : HOLD_TIME);
    }

    /** A larger answer than the whole pool counts as the whole pool. */
    private int kib(long bytes) {
        return (int) Math.min(size, (bytes + KIB - 1) / KIB);
    }

    /** The share of one answer; closing gives it back. */
    final class Share implements AutoCloseable {

        private final Reader reader;
        private int kib;
        private long since;
        private boolean broken;

        private Share(int kib, Reader reader) {
            this.kib = kib;
            this.reader = reader;
        }

        private String network() {
            return reader.network();
        }

        private void breakOff() {
            broken = true;
            reader.breakOff();
        }

        /** Changes the size, even if there is no room for a larger one. */
        void resize(long bytes) {
            synchronized (MemoryPool.this) {
                int needed = kib(bytes);
                free += kib - needed;
                kib = needed;
                MemoryPool.this.notifyAll();
            }
        }

        @Override
        public void close() {
            synchronized (MemoryPool.this) {
                if (held.remove(this)) {
                    free += kib;
                    forget(this);
                }
            }
        }
    }
}
