package io.talel.query.article;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.talel.query.deadletter.Fault;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the words of articles that were written since it last looked ({@code read_model.index_articles}). Every node tries, and one
 * at a time does.
 */
final class SearchIndexer implements MeterBinder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SearchIndexer.class);

    /** After a write its article is found within this time and that of a batch. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Entries of the queue that one transaction takes: about 10 ms. It would keep others from a processor for as long. */
    private static final int BATCH = 30;

    private final JdbcClient jdbc;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("search-indexer").factory());

    private volatile long succeededAt = System.nanoTime();

    /** Whether the last attempt failed, so that an outage is logged once; used by the thread only. */
    private boolean mute;

    SearchIndexer(DataSource readModelDataSource) {
        this.jdbc = JdbcClient.create(readModelDataSource);
    }

    void start() {
        thread.scheduleWithFixedDelay(this::index, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
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

    private void index() {
        try {
            boolean more = true;
            while (more) {
                long start = System.nanoTime();
                more = indexBatch() == BATCH;
                succeededAt = System.nanoTime();
                mute = false;
                if (more) {
                    // Half of the time belongs to others.
                    TimeUnit.NANOSECONDS.sleep(succeededAt - start);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // Catches everything: nothing would start this thread again.
            if (!mute) {
                LOG.warn(
                        "Articles cannot be indexed for searches for now: {}",
                        Fault.of(e).message());
            }
            mute = true;
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
