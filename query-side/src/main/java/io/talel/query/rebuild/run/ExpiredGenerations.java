package io.talel.query.rebuild.run;

import io.talel.query.generation.GenerationRegistry;
import io.talel.query.projection.Projection;
import io.talel.query.rebuild.RebuildRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes generations that have expired, and those of rebuilds that were cut off: nobody writes them, so they still have the
 * rows of persons who were erased since. Every node tries from time to time.
 */
final class ExpiredGenerations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiredGenerations.class);

    private final List<Projection> projections;
    private final DataSource owner;
    private final HiddenGenerations generations;
    private final Duration interval;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("expired-generations").factory());

    /** @param interval pause between two looks */
    ExpiredGenerations(
            List<Projection> projections, DataSource owner, HiddenGenerations generations, Duration interval) {
        this.projections = List.copyOf(projections);
        this.owner = owner;
        this.generations = generations;
        this.interval = interval;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::removeAll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void removeAll() {
        for (Projection projection : projections) {
            try {
                remove(projection.name());
            } catch (RebuildRefused _) {
                // A rebuild or another node removes them.
            } catch (SQLException | RuntimeException e) {
                LOG.warn("Expired generations of {} cannot be removed for now: {}", projection.name(), e.toString());
            }
        }
    }

    /** Takes the lock only if there is something to remove, since an operator could not begin a rebuild meanwhile. */
    private void remove(String projection) throws SQLException {
        try (Connection connection = owner.getConnection()) {
            if (GenerationRegistry.leftOver(connection, projection).isEmpty()) {
                return;
            }
        }
        try (RebuildLock _ = RebuildLock.take(owner, projection)) {
            generations.cleanUp(projection);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
