package io.talel.query.visibility;

import io.talel.kernel.StreamVersion;
import io.talel.query.projection.Projection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Versions that this node knows to be readable, and the callers that wait for others. No caller waits for a paused projection
 * or a parked event.
 */
public final class ReachedVersions {

    /** Streams that are remembered, the latest ones: far more than are written while one write waits. */
    static final int MAX_STREAMS = 10_000;

    /** How long a version stays among the awaited ones after its waiters have given up: readers will ask for it. */
    private static final Duration ABANDONED_KEPT_FOR = Duration.ofMinutes(1);

    private final Map<String, Long> reached = new LinkedHashMap<>();
    private final Map<String, List<Waiter>> waiting = new HashMap<>();

    /** Versions whose waiters have given up, by stream. */
    private final Map<String, Waiter> givenUp = new LinkedHashMap<>();

    private List<Projection> paused = List.of();

    /** @param since beginning of the wait, by {@link System#nanoTime()} */
    private record Waiter(long version, long since, CompletableFuture<Boolean> seen) {}

    /** Records that the position can be read, and completes its waiters. */
    public void reached(StreamVersion position) {
        settle(position, true);
    }

    /**
     * Completes waiters for the position or a later one of its stream with {@code false}: its events are parked from there on.
     */
    public void parked(StreamVersion position) {
        settle(position, false);
    }

    private void settle(StreamVersion position, boolean readable) {
        Predicate<Waiter> settled =
                waiter -> readable ? waiter.version() <= position.version() : waiter.version() >= position.version();
        List<Waiter> served = new ArrayList<>();
        synchronized (this) {
            if (readable) {
                remember(position);
            }
            waiting.computeIfPresent(position.stream(), (_, waiters) -> {
                waiters.removeIf(waiter -> settled.test(waiter) && served.add(waiter));
                return waiters.isEmpty() ? null : waiters;
            });
            givenUp.computeIfPresent(position.stream(), (_, waiter) -> settled.test(waiter) ? null : waiter);
        }
        served.forEach(waiter -> waiter.seen().complete(readable));
    }

    /** Sets which projections are paused, and completes their waiters with {@code false}. */
    public void pausedAre(List<Projection> projections) {
        List<Waiter> sentAway = new ArrayList<>();
        synchronized (this) {
            paused = List.copyOf(projections);
            waiting.entrySet().removeIf(awaited -> isPaused(awaited.getKey()) && sentAway.addAll(awaited.getValue()));
            givenUp.keySet().removeIf(this::isPaused);
        }
        sentAway.forEach(waiter -> waiter.seen().complete(false));
    }

    public synchronized boolean isAnyPaused() {
        return !paused.isEmpty();
    }

    /** Forgets readable versions, since a crash of the read models' server may have lost their rows. Waiters stay. */
    synchronized void forgetReached() {
        reached.clear();
    }

    /**
     * Completes with {@code true} once the position is known to be readable, with {@code false} after the timeout or as soon
     * as its projection is known to be paused or its event to be parked.
     */
    public CompletableFuture<Boolean> await(StreamVersion position, long timeoutMillis) {
        CompletableFuture<Boolean> seen = new CompletableFuture<>();
        Waiter waiter = new Waiter(position.version(), System.nanoTime(), seen);
        synchronized (this) {
            if (reached.getOrDefault(position.stream(), -1L) >= position.version()) {
                return CompletableFuture.completedFuture(true);
            }
            if (isPaused(position.stream())) {
                return CompletableFuture.completedFuture(false);
            }
            waiting.computeIfAbsent(position.stream(), _ -> new ArrayList<>()).add(waiter);
        }
        return seen.completeOnTimeout(false, timeoutMillis, TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> giveUp(position.stream(), waiter));
    }

    /**
     * The streams with a version that has been awaited for this long, and the latest such version. Includes versions whose
     * waiters gave up within {@link #ABANDONED_KEPT_FOR}.
     */
    public synchronized Map<String, Long> awaitedFor(Duration time) {
        long now = System.nanoTime();
        Map<String, Long> awaited = new HashMap<>();
        waiting.forEach((stream, waiters) -> waiters.stream()
                .filter(waiter -> now - waiter.since() >= time.toNanos())
                .forEach(waiter -> awaited.merge(stream, waiter.version(), Math::max)));
        givenUp.values().removeIf(waiter -> now - waiter.since() > ABANDONED_KEPT_FOR.toNanos());
        givenUp.forEach((stream, waiter) -> awaited.merge(stream, waiter.version(), Math::max));
        return awaited;
    }

    private boolean isPaused(String stream) {
        return paused.stream().anyMatch(projection -> projection.handles(stream));
    }

    private void remember(StreamVersion position) {
        Long before = reached.remove(position.stream());
        reached.put(position.stream(), before == null ? position.version() : Math.max(before, position.version()));
        if (reached.size() > MAX_STREAMS) {
            reached.remove(reached.keySet().iterator().next());
        }
    }

    /** Removes a waiter that has been completed. */
    private synchronized void giveUp(String stream, Waiter waiter) {
        waiting.computeIfPresent(stream, (_, waiters) -> {
            if (waiters.remove(waiter)) {
                givenUp.merge(stream, waiter, (one, other) -> one.version() > other.version() ? one : other);
            }
            return waiters.isEmpty() ? null : waiters;
        });
        if (givenUp.size() > MAX_STREAMS) {
            givenUp.remove(givenUp.keySet().iterator().next());
        }
    }
}
