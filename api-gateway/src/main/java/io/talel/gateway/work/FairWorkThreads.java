package io.talel.gateway.work;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A few platform threads whose turns are shared among parties, such as an account and its networks. The rank of a turn is the
 * number of turns that its busiest party has under way, and the lowest rank comes next: when a hundred turns of one party
 * wait, the first turn of another party goes before them. In a full queue, the last turn makes room for one of lower rank.
 */
public final class FairWorkThreads implements AutoCloseable {

    private final String name;
    private final int parallel;
    private final int queued;
    private final Duration patience;
    private final Consumer<Duration> waited;
    private final ExecutorService threads;

    private final TreeSet<Turn<?>> waiting =
            new TreeSet<>(Comparator.<Turn<?>>comparingInt(turn -> turn.rank).thenComparingLong(turn -> turn.number));
    private final Map<String, Integer> underWay = new HashMap<>();
    private int running;
    private long turns;

    /** A piece of work in the queue. */
    private static final class Turn<T> {

        private final int rank;
        private final long number;
        private final CountDownLatch decided = new CountDownLatch(1);
        private final FutureTask<T> work;

        Turn(int rank, long number, Callable<T> work) {
            this.rank = rank;
            this.number = number;
            this.work = new FutureTask<>(work);
        }

        void begin() {
            decided.countDown();
            work.run();
        }

        void refuse() {
            work.cancel(false);
            decided.countDown();
        }
    }

    /**
     * @param name of the threads, in logs and dumps
     * @param parallel number of pieces of work at a time
     * @param queued most that may wait for their turn
     * @param patience longest wait for a turn; work that has begun is not interrupted
     * @param waited receives how long each turn has waited
     */
    public FairWorkThreads(String name, int parallel, int queued, Duration patience, Consumer<Duration> waited) {
        this.name = name;
        this.parallel = parallel;
        this.queued = queued;
        this.patience = patience;
        this.waited = waited;
        this.threads = Executors.newFixedThreadPool(
                parallel, Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    }

    /** Number of pieces of work that wait for their turn. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /**
     * @param parties names that share the turns
     * @throws RejectedExecutionException if the queue is full, or the wait takes too long
     * @throws ExecutionException with the exception of the work
     */
    public <T> T inTurn(List<String> parties, Callable<T> work) throws ExecutionException {
        long asked = System.nanoTime();
        Turn<T> turn = enqueue(parties, work);
        try {
            if (!turn.decided.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RejectedExecutionException("No turn at " + name + " within " + patience);
            }
            waited.accept(Duration.ofNanos(System.nanoTime() - asked));
            return turn.work.get();
        } catch (CancellationException _) {
            throw new RejectedExecutionException("A turn at " + name + " made room for that of another party");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("A turn at " + name + " was no longer waited for");
        } finally {
            leave(parties, turn);
        }
    }

    private synchronized <T> Turn<T> enqueue(List<String> parties, Callable<T> work) {
        int rank = parties.stream()
                .mapToInt(party -> underWay.getOrDefault(party, 0))
                .max()
                .orElse(0);
        Turn<T> turn = new Turn<>(rank, turns++, work);
        if (running == parallel && waiting.size() >= queued) {
            makeRoomFor(turn);
        }
        waiting.add(turn);
        parties.forEach(party -> underWay.merge(party, 1, Integer::sum));
        if (running < parallel) {
            startThread(parties, turn);
        }
        return turn;
    }

    private void makeRoomFor(Turn<?> turn) {
        if (waiting.isEmpty() || waiting.last().rank <= turn.rank) {
            throw new RejectedExecutionException("Too many wait for a turn at " + name);
        }
        waiting.removeLast().refuse();
    }

    private void startThread(List<String> parties, Turn<?> turn) {
        try {
            threads.execute(this::takeTurns);
            running++;
        } catch (RejectedExecutionException closed) {
            leave(parties, turn);
            throw closed;
        }
    }

    private void takeTurns() {
        for (Turn<?> turn = next(); turn != null; turn = next()) {
            turn.begin();
        }
    }

    private synchronized @Nullable Turn<?> next() {
        Turn<?> turn = waiting.pollFirst();
        if (turn == null) {
            running--;
        }
        return turn;
    }

    private synchronized void leave(List<String> parties, Turn<?> turn) {
        waiting.remove(turn);
        parties.forEach(party -> underWay.computeIfPresent(party, (_, count) -> count > 1 ? count - 1 : null));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
