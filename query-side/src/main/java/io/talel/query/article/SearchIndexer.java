package io.talel.query.article;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.talel.query.deadletter.Fault;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the words of articles that were written since it last looked ({@code read_model.index_articles}). Every node tries, and one
 * at a time does. A search may ask for a run.
 */
final class SearchIndexer implements MeterBinder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SearchIndexer.class);

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Least time between two runs that searches ask for: words that are made together cost half. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

    /** Longest wait of a search. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    /** Pause between two looks whether another node has made the words, in milliseconds. */
    private static final int LOOK = 5;

    /** Entries of the queue that one transaction takes: about 10 ms. It would keep others from a processor for as long. */
    private static final int BATCH = 30;

    /**
     * Whether there are articles whose words are not made. The condition, which all rows meet, lets PostgreSQL read the table where
     * settings of the session keep it from doing so without an index.
     */
    static final String IS_BEHIND =
            "SELECT EXISTS (SELECT FROM read_model.article_search_queue WHERE ctid >= CAST('(0,0)' AS tid))";

    private final JdbcClient jdbc;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("search-indexer").factory());

    /** The run that has not begun yet, of which all searches wait for the end. */
    private final AtomicReference<@Nullable CompletableFuture<Void>> next = new AtomicReference<>();

    private volatile long succeededAt = System.nanoTime();

    /** Whether a search has waited in vain since the queue was last worked off: the next ones do not. */
    private volatile boolean late;

    /** When words were last made. */
    private volatile long madeAt = System.nanoTime() - SHORTEST_PAUSE.toNanos();

    /** Whether the last attempt failed, so that an outage is logged once; used by the thread only. */
    private boolean mute;

    SearchIndexer(DataSource readModelDataSource) {
        this.jdbc = JdbcClient.create(readModelDataSource);
    }

    void start() {
        thread.scheduleWithFixedDelay(this::index, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Returns once the words of all articles are made that are in the queue now, on whichever node, or after a moment. While they
     * are further behind, as after a rebuild, it returns at once.
     */
    void catchUp() {
        if (late) {
            return;
        }
        try {
            run().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            late = true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RejectedExecutionException _) {
            // This node stops.
        }
    }

    /** A run that begins after this call. */
    private CompletableFuture<Void> run() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> others = next.compareAndExchange(null, mine);
        if (others != null) {
            return others;
        }
        long pause = SHORTEST_PAUSE.toNanos() - (System.nanoTime() - madeAt);
        thread.schedule(
                () -> {
                    next.set(null);
                    workOff();
                    mine.complete(null);
                },
                Math.max(0, pause),
                TimeUnit.NANOSECONDS);
        return mine;
    }

    /** Another node may be at it, which shows when it is done. */
    private void workOff() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!index() && System.nanoTime() - deadline < 0) {
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        TimeGauge.builder(
                        "talelio.search.indexed",
                        this,
                        TimeUnit.NANOSECONDS,
                        indexer -> System.nanoTime() - indexer.succeededAt)
                .description("Since this node, or another one meanwhile, last made the words of the articles")
                .register(registry);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** @return whether nothing is left of what was in the queue, or nothing can be done about it now */
    private boolean index() {
        try {
            boolean done = workOffBatches();
            if (done) {
                late = false;
            }
            return done;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        } catch (RuntimeException | Error e) {
            // Catches everything: nothing would start this thread again.
            if (!mute) {
                LOG.warn(
                        "Articles cannot be indexed for searches for now: {}",
                        Fault.of(e).message());
            }
            mute = true;
            late = true;
            return true;
        }
    }

    /** @return false if another node has taken what is left, and is not done with it */
    private boolean workOffBatches() throws InterruptedException {
        while (true) {
            long start = System.nanoTime();
            int taken = indexBatch();
            succeededAt = System.nanoTime();
            mute = false;
            if (taken > 0) {
                madeAt = succeededAt;
            }
            if (taken < BATCH) {
                return taken > 0 || !jdbc.sql(IS_BEHIND).query(Boolean.class).single();
            }
            // Half of the time belongs to others.
            TimeUnit.NANOSECONDS.sleep(succeededAt - start);
        }
    }

    /** @return entries of the queue that were taken; 0 if another node takes some at this moment */
    private int indexBatch() {
        return jdbc.sql("SELECT read_model.index_articles(?)")
                .param(BATCH)
                .query(Integer.class)
                .single();
    }
}
