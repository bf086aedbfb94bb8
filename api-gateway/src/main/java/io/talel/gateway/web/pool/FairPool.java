package io.talel.gateway.web.pool;

import io.talel.gateway.web.HttpRefusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Memory or disk that requests share, counted in KiB. When it is full, slow peers make room for the next request, and so do
 * peers that have held their share for long. The network that holds the least goes first.
 */
public final class FairPool {

    /** Most callers that wait for room, since each may hold a large text. */
    private static final int MAX_WAITING = 16;

    private static final int KIB = 1024;

    /** Time that a request keeps its share while another one waits. The largest article takes six seconds at 1 MB/s. */
    private static final long HOLD_TIME = Duration.ofSeconds(10).toNanos();

    /** As above, for a network that even without this share holds more than the network of the waiting one. */
    private static final long HOLD_TIME_OF_BUSY_NETWORK = Duration.ofSeconds(2).toNanos();

    /** A peer that is behind by less keeps its share. */
    private static final long SLOW_AFTER = Duration.ofSeconds(2).toNanos();

    /** Interval of the search for shares whose time is over. */
    private static final long LOOK = Duration.ofMillis(100).toNanos();

    private final LongSupplier bytes;
    private final Peers peers;
    private final LongSupplier nanoTime;

    /** The oldest first. */
    private final Set<Share> held = new LinkedHashSet<>();

    private final List<Share> waiting = new ArrayList<>();

    /** KiB that each network holds or is promised. */
    private final PoolUsage networks = new PoolUsage();

    /** As above, of each owner. */
    private final PoolUsage owners = new PoolUsage();

    /** The order in which shares get room. Equal ones go in the order of their arrival. */
    private final Comparator<Share> order = Comparator.comparing((Share share) -> !share.promised)
            .thenComparingLong(share -> networks.of(share.network))
            .thenComparingLong(share -> waiting(share, Share::network))
            .thenComparingLong(share -> owners.of(share.owner))
            .thenComparingLong(share -> waiting(share, Share::owner))
            .thenComparingLong(share -> share.number);

    private long arrivals;
    private int size;

    /** Free KiB; less than zero after shares that were taken without room. */
    private long free;

    /** @param bytes size of the pool, asked again whenever the pool is empty */
    FairPool(LongSupplier bytes, Peers peers, LongSupplier nanoTime) {
        this.bytes = bytes;
        this.peers = peers;
        this.nanoTime = nanoTime;
        measureIfEmpty();
    }

    private void measureIfEmpty() {
        if (held.isEmpty() && waiting.isEmpty()) {
            size = (int) Math.clamp(bytes.getAsLong() / KIB, 1, Integer.MAX_VALUE);
            free = size;
        }
    }

    /** Bytes that nobody holds. */
    synchronized long free() {
        measureIfEmpty();
        return Math.max(0, free) * KIB;
    }

    /**
     * Takes a share at once if there is room. Otherwise it waits, and breaks slow peers and those whose time is over.
     *
     * @throws HttpRefusal if there is no room
     */
    Share take(long bytes, Duration patience) {
        return take(bytes, patience, "");
    }

    /**
     * As above, but an owner holds at most half of the pool, or one share.
     *
     * @param owner its name; empty for a share without one
     */
    synchronized Share take(long bytes, Duration patience, String owner) {
        measureIfEmpty();
        Share share = new Share(kib(bytes), peers.current(), owner);
        await(share, patience);
        begin(share);
        return share;
    }

    /** Takes a share even if there is no room. */
    synchronized Share takeAnyway(long bytes) {
        measureIfEmpty();
        Share share = new Share(kib(bytes), peers.current(), "");
        begin(share);
        return share;
    }

    private void begin(Share share) {
        share.claim();
        share.since = nanoTime.getAsLong();
        free -= share.kib;
        held.add(share);
    }

    private void await(Share share, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        boolean fits = false;
        waiting.add(share);
        try {
            if (!fits(share)) {
                refuseOneTooMany();
            }
            while (!fits(share)) {
                long left = end - System.nanoTime();
                if (left <= 0 || !waiting.contains(share)) {
                    throw HttpRefusal.unavailable();
                }
                makeRoom(share);
                TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, LOOK));
            }
            fits = true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw HttpRefusal.unavailable();
        } finally {
            waiting.remove(share);
            if (!fits) {
                share.release();
            }
            notifyAll();
        }
    }

    private boolean fits(Share share) {
        return share.kib <= free && excess(share) <= 0 && waiting.stream().noneMatch(other -> goesBefore(other, share));
    }

    /** Those whose owners hold too much let others pass. */
    private boolean goesBefore(Share share, Share other) {
        return order.compare(share, other) < 0 && excess(share) <= 0;
    }

    /** How many KiB its owner has to give back first. */
    private long excess(Share share) {
        if (share.owner.isEmpty()) {
            return 0;
        }
        long others = owners.of(share.owner) - share.claimed - share.grown;
        return Math.min(others, others + share.grown + share.kib - size / 2);
    }

    /** When too many wait, refuses the last of the network, and of the owner, that waits for the most. */
    private void refuseOneTooMany() {
        if (waiting.size() > MAX_WAITING) {
            waiting.reversed().stream()
                    .filter(share -> !share.promised)
                    .max(Comparator.comparingLong((Share share) -> waiting(share, Share::network))
                            .thenComparingLong(share -> waiting(share, Share::owner)))
                    .ifPresent(waiting::remove);
            notifyAll();
        }
    }

    /** How many wait with the same name. */
    private long waiting(Share share, Function<Share, String> name) {
        return waiting.stream()
                .filter(other -> name.apply(other).equals(name.apply(share)))
                .count();
    }

    /**
     * A share that may be broken.
     *
     * @param slow nanoseconds that its peer is behind; 0 if it is not slow
     * @param claimed KiB of its network
     */
    private record Candidate(Share share, long slow, long claimed) {

        private static final Comparator<Candidate> WORST_FIRST = Comparator.comparingLong(Candidate::slow)
                .thenComparingLong(Candidate::claimed)
                .reversed();

        void breakOff() {
            share.breakOff(slow > 0 ? Peer.Reason.NO_ROOM : Peer.Reason.HAD_TURN);
        }
    }

    /**
     * Breaks slow peers, then peers whose time is over, those of the network that holds the most first and the oldest of them
     * first; but only for the next without a promise of room, and only if that frees enough. Room that is on its way counts,
     * less what others are promised of it.
     */
    private void makeRoom(Share wanted) {
        if (waiting.stream().anyMatch(other -> !other.promised && goesBefore(other, wanted))) {
            return;
        }
        long missing = wanted.kib - free - broken(_ -> true) + promisedToOthers(wanted);
        long excess = excess(wanted) - broken(wanted::hasSameOwner);
        List<Candidate> worst = new ArrayList<>();
        for (Candidate candidate : candidates(wanted, excess > 0)) {
            boolean own = wanted.hasSameOwner(candidate.share());
            if (excess > 0 ? own : missing > 0) {
                worst.add(candidate);
                missing -= candidate.share().kib;
                excess -= own ? candidate.share().kib : 0;
            }
        }
        if (missing <= 0 && excess <= 0) {
            worst.forEach(Candidate::breakOff);
            wanted.promise();
        }
    }

    /** KiB of shares that are broken and not yet given back. */
    private long broken(Predicate<Share> which) {
        return held.stream()
                .filter(share -> share.broken && which.test(share))
                .mapToLong(share -> share.kib)
                .sum();
    }

    private long promisedToOthers(Share wanted) {
        return waiting.stream()
                .filter(share -> share != wanted)
                .mapToLong(share -> share.claimed)
                .sum();
    }

    private List<Candidate> candidates(Share wanted, boolean ownFirst) {
        return held.stream()
                .filter(share -> !share.broken && !share.received)
                .map(share -> new Candidate(share, slow(share), networks.of(share.network)))
                .filter(candidate -> candidate.slow() > 0 || hasHadItsTurn(candidate.share(), wanted))
                .sorted(Candidate.WORST_FIRST)
                .sorted(Comparator.comparing(candidate -> ownFirst && !wanted.hasSameOwner(candidate.share())))
                .toList();
    }

    private static long slow(Share share) {
        long behind = share.peer.behind();
        return behind > SLOW_AFTER ? behind : 0;
    }

    /** A network keeps what it holds while one that holds more waits. */
    private boolean hasHadItsTurn(Share share, Share wanted) {
        long network = networks.of(share.network);
        long waitingOne = networks.of(wanted.network) - wanted.claimed;
        long time = network - share.kib > waitingOne ? HOLD_TIME_OF_BUSY_NETWORK : HOLD_TIME;
        return network >= waitingOne && nanoTime.getAsLong() - share.since > time;
    }

    /** A larger share than the whole pool counts as the whole pool. */
    private int kib(long bytes) {
        return (int) Math.min(size, (bytes + KIB - 1) / KIB);
    }

    /** The share of one request; closing gives it back. */
    public final class Share implements AutoCloseable {

        private final long number = ++arrivals;
        private final Peer peer;

        /** Asked once, since a peer that has gone has no network. */
        private final String network;

        private final String owner;

        private int kib;

        /** KiB that the network and the owner are known to hold or to get for it. */
        private int claimed;

        /** KiB of the share that this one is to be added to. */
        private int grown;

        private long since;
        private boolean promised;
        private boolean broken;
        private boolean received;

        private Share(int kib, Peer peer, String owner) {
            this.kib = kib;
            this.peer = peer;
            this.network = peer.network();
            this.owner = owner;
        }

        private String network() {
            return network;
        }

        private String owner() {
            return owner;
        }

        private boolean hasSameOwner(Share other) {
            return owner.equals(other.owner);
        }

        private void promise() {
            promised = true;
            claim();
        }

        private void claim() {
            networks.add(network, kib - claimed);
            owners.add(owner, kib - claimed);
            claimed = kib;
        }

        private void release() {
            networks.add(network, -claimed);
            owners.add(owner, -claimed);
            claimed = 0;
        }

        private void breakOff(Peer.Reason reason) {
            broken = true;
            peer.breakOff(reason);
        }

        /** Changes the size, even if there is no room for a larger one. */
        public void resize(long bytes) {
            synchronized (FairPool.this) {
                if (held.contains(this)) {
                    int needed = kib(bytes);
                    free += kib - needed;
                    kib = needed;
                    claim();
                    FairPool.this.notifyAll();
                }
            }
        }

        /**
         * Changes the size. A larger one waits for room, before all others, since the node works on it.
         *
         * @throws HttpRefusal if there is no room
         */
        public void resize(long bytes, Duration patience) {
            synchronized (FairPool.this) {
                if (bytes > size * (long) KIB) {
                    throw HttpRefusal.unavailable();
                }
                int more = kib(bytes) - kib;
                if (more > 0) {
                    Share rest = new Share(more, peer, owner);
                    rest.grown = kib;
                    rest.promise();
                    await(rest, patience);
                    rest.release();
                }
                resize(bytes);
            }
        }

        /** The peer has sent everything. The node holds the share only while it works, so nobody breaks it. */
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
                    release();
                    FairPool.this.notifyAll();
                }
            }
        }
    }
}
