package io.talel.query.visibility;

import io.talel.kernel.StreamVersion;
import io.talel.query.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Looks up awaited versions, in case their notification was lost or came before this node listened, and whether their
 * projections are paused.
 */
final class AwaitedVersionsPoll implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AwaitedVersionsPoll.class);

    private static final long INTERVAL_MILLIS = 250;

    private static final String SCHEMA =
            "SELECT projection || '_g' || number FROM read_model.generation WHERE projection = ? AND active";

    private final JdbcTemplate jdbc;
    private final List<Projection> projections;
    private final ReachedVersions versions;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("awaited-versions").factory());

    AwaitedVersionsPoll(DataSource readModelDataSource, List<Projection> projections, ReachedVersions versions) {
        this.jdbc = new JdbcTemplate(readModelDataSource);
        this.projections = List.copyOf(projections);
        this.versions = versions;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::poll, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** An error ends only this look, since nobody would start the thread again. */
    private void poll() {
        try {
            Collection<String> awaited = versions.awaited();
            if (awaited.isEmpty() && !versions.isAnyPaused()) {
                return;
            }
            lookForPauses();
            projections.forEach(projection -> poll(projection, awaited));
        } catch (RuntimeException e) {
            LOG.debug("Awaited versions could not be looked up", e);
        } catch (Error e) {
            LOG.error("A look at awaited versions broke off", e);
        }
    }

    /** Comes before the versions, so that nobody waits for a paused projection when their look-up fails. */
    private void lookForPauses() {
        try {
            versions.pausedAre(paused());
        } catch (RuntimeException e) {
            LOG.debug("Pauses could not be looked up", e);
        }
    }

    private List<Projection> paused() {
        List<String> names = jdbc.queryForList("SELECT projection FROM read_model.pause", String.class);
        return projections.stream()
                .filter(projection -> names.contains(projection.name()))
                .toList();
    }

    private void poll(Projection projection, Collection<String> awaited) {
        Long[] ids = awaited.stream()
                .filter(projection::handles)
                .map(projection::idOf)
                .toArray(Long[]::new);
        if (ids.length > 0) {
            // The table, since the view does not show what was removed.
            String schema = jdbc.queryForObject(SCHEMA, String.class, projection.name());
            jdbc.query(
                    "SELECT id, version FROM " + schema + "." + projection.view() + " WHERE id = ANY (?)",
                    row -> {
                        versions.reached(
                                new StreamVersion(projection.streamOf(row.getLong("id")), row.getLong("version")));
                    },
                    (Object) ids);
        }
    }
}
