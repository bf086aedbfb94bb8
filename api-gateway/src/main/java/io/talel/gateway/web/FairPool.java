package io.talel.gateway.web;

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
 * Memory or disk that requests share, counted in KiB. When it is full, slow peers and those that have held their share for
 * long make room for the next, and the network that asks for the fewest shares goes first.
 */
public final class FairPool {

    /** Most callers that wait for room, since each may hold a large text. */
    private static final int MAX_WAITING = 16;

    private static final int KIB = 1024;

    /** Time that a request keeps its share while another one waits. The largest article takes six seconds at 1 MB/s. */
    private static final long HOLD_TIME = Duration.ofSeconds(10).toNanos();

    /** As above, for a network with more shares than the network of the waiting one. */
    private static final long HOLD_TIME_OF_BUSY_NETWORK = Duration.ofSeconds(2).toNanos();

    /** A peer that is behind by less keeps its share. */
    private static final long SLOW_AFTER = Duration.ofSeconds(2).toNanos();

    /** Interval of the search for shares whose time is over. */
    private static final long LOOK = Duration.ofMillis(100).toNanos();

    private final int size;
    private final Peers peers;
    private final LongSupplier nanoTime;

    /** The oldest first. */
    private final Set<Share> held = new LinkedHashSet<>();

    private final List<Share> waiting = new ArrayList<>();

    /** How many shares each network holds and waits for. */
    private final Map<String, Integer> asked = new HashMap<>();

    /** Free KiB; less than zero after shares that were taken without room. */
    private long free;

    FairPool(long bytes, Peers peers, LongSupplier nanoTime) {
        this.size = (int) Math.clamp(bytes / KIB, 1, Integer.MAX_VALUE);
        this.peers = peers;
        this.nanoTime = nanoTime;
        this.free = size;
    }

    /**
     * Takes a share at once if there is room. Otherwise it waits, and breaks slow peers and those whose time is over.
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
        Share share = new Share(kib(bytes), peers.current());
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
        return share.kib <= free && waiting.stream().noneMatch(other -> goesBefore(other, share));
    }

    /** Room goes to the one that it was made for, else to the network with the fewest shares. */
    private boolean goesBefore(Share share, Share other) {
        return share.madeRoom == other.madeRoom
                ? askedBySameNetwork(share) < askedBySameNetwork(other)
                : share.madeRoom;
    }

    /** When too many wait, refuses one of the network with the most shares. */
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

    /**
     * A share that may be broken off.
     *
     * @param slow nanoseconds that its peer is behind; 0 if it is not slow
     * @param asked how many shares its network asks for
     */
    private record Candidate(Share share, long slow, int asked) {

        private static final Comparator<Candidate> WORST_FIRST = Comparator.comparingLong(Candidate::slow)
                .thenComparingInt(Candidate::asked)
                .reversed();

        void breakOff() {
            share.breakOff(slow > 0 ? Peer.Reason.NO_ROOM : Peer.Reason.HAD_TURN);
        }
    }

    /**
     * Breaks slow peers, then peers whose time is over, those of the network with the most shares first and the oldest of them
     * first; but only if they free enough, and no other room is about to be freed.
     */
    private void makeRoom(Share wanted) {
        long room = free
                + held.stream()
                        .filter(share -> share.broken)
                        .mapToLong(share -> share.kib)
                        .sum();
        List<Candidate> worst = new ArrayList<>();
        for (Candidate candidate : candidates(wanted)) {
            if (room < wanted.kib) {
                worst.add(candidate);
                room += candidate.share().kib;
            }
        }
        if (room >= wanted.kib && !worst.isEmpty()) {
            worst.forEach(Candidate::breakOff);
            wanted.madeRoom = true;
        }
    }

    private List<Candidate> candidates(Share wanted) {
        return held.stream()
                .filter(share -> !share.broken && !share.received)
                .map(share -> new Candidate(share, slow(share), askedBySameNetwork(share)))
                .filter(candidate -> candidate.slow() > 0 || hasHadItsTurn(candidate.share(), wanted))
                .sorted(Candidate.WORST_FIRST)
                .toList();
    }

    private static long slow(Share share) {
        long behind = share.peer.behind();
        return behind > SLOW_AFTER ? behind : 0;
    }

    private boolean hasHadItsTurn(Share share, Share wanted) {
        boolean many = askedBySameNetwork(share) > askedBySameNetwork(wanted);
        return nanoTime.getAsLong() - share.since > (many ? HOLD_TIME_OF_BUSY_NETWORK : HOLD_TIME);
    }

    /** A larger share than the whole pool counts as the whole pool. */
    private int kib(long bytes) {
        return (int) Math.min(size, (bytes + KIB - 1) / KIB);
    }

    /** The share of one request; closing gives it back. */
    public final class Share implements AutoCloseable {

        private final Peer peer;

        /** Asked once, since a peer that has gone has no network. */
        private final String network;

        private int kib;
        private long since;
        private boolean madeRoom;
        private boolean broken;
        private boolean received;

        private Share(int kib, Peer peer) {
            this.kib = kib;
            this.peer = peer;
            this.network = peer.network();
        }

        private String network() {
            return network;
        }

        private void breakOff(Peer.Reason reason) {
            broken = true;
            peer.breakOff(reason);
        }

        /** Changes the size, even if there is no room for a larger one. */
        public void resize(long bytes) {
            synchronized (FairPool.this) {
                int needed = kib(bytes);
                free += kib - needed;
                kib = needed;
                FairPool.this.notifyAll();
            }
        }

        /** The peer has sent everything. The node holds the share only while it works, so it breaks nobody off for it. */
        public void received(long bytes) {
            synchronized (FairPool.this) {
                received = true;
                resize(bytes);
            }
        }

        @Override
        public void close() {
            synchronized (FairPool.this) {
                if (held.remove(this)) {
                    free += kib;
                    forget(this);
                }
            }
        }
    }
}
