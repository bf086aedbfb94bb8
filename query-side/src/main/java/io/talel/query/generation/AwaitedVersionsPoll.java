package io.talel.query.generation;

import io.talel.kernel.StreamVersion;
import io.talel.query.projection.Projection;
import io.talel.query.visibility.ReachedVersions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Looks up versions that have been awaited for {@link #POLL_AFTER}, in case their notification was lost or came before this node
 * listened, and whether their projections are paused or their events parked. It passes rows that are still missing to a writer.
 */
final class AwaitedVersionsPoll implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AwaitedVersionsPoll.class);

    /** Time that an awaited version has before it is looked up. */
    private static final Duration POLL_AFTER = Duration.ofMillis(100);

    private static final long INTERVAL_MILLIS = 50;

    private static final String PARKED = """
            SELECT stream, min(version) AS version
            FROM read_model.dead_letter
            WHERE projection = ? AND generation = ? AND stream = ANY (?)
            GROUP BY stream
            """;

    private final JdbcTemplate jdbc;
    private final List<Projection> projections;
    private final ReachedVersions versions;
    private final BiConsumer<Projection, Map<String, Long>> missingRows;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("awaited-versions").factory());

    /** @param missingRows writes the next version of each row, given the version that is there, -1 for none */
    AwaitedVersionsPoll(
            DataSource readModelDataSource,
            List<Projection> projections,
            ReachedVersions versions,
            BiConsumer<Projection, Map<String, Long>> missingRows) {
        this.jdbc = new JdbcTemplate(readModelDataSource);
        this.projections = List.copyOf(projections);
        this.versions = versions;
        this.missingRows = missingRows;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::poll, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** An error ends only this look-up, since nothing would start the thread again. */
    private void poll() {
        try {
            Map<String, Long> awaited = versions.awaitedFor(POLL_AFTER);
            if (awaited.isEmpty() && !versions.isAnyPaused()) {
                return;
            }
            attempt("pauses", this::lookForPauses);
            projections.forEach(projection -> attempt(projection.name(), () -> poll(projection, awaited)));
        } catch (Error e) {
            LOG.error("A look at awaited versions broke off", e);
        }
    }

    /** One that fails keeps no caller waiting for another. */
    private static void attempt(String name, Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.debug("A look at {} failed, another follows", name, e);
        }
    }

    private void lookForPauses() {
        versions.pausedAre(paused());
    }

    private List<Projection> paused() {
        List<String> names = jdbc.queryForList("SELECT projection FROM read_model.pause", String.class);
        return projections.stream()
                .filter(projection -> names.contains(projection.name()))
                .toList();
    }

    private void poll(Projection projection, Map<String, Long> awaited) {
        String[] streams = awaited.keySet().stream().filter(projection::handles).toArray(String[]::new);
        if (streams.length == 0) {
            return;
        }
        Generation active = active(projection);
        Map<String, Long> late = new HashMap<>(awaited);
        late.keySet().removeIf(stream -> !projection.handles(stream));
        jdbc.query(
                PARKED,
                row -> {
                    versions.parked(new StreamVersion(row.getString("stream"), row.getLong("version")));
                    late.remove(row.getString("stream"));
                },
                projection.name(),
                active.number(),
                streams);
        Map<String, Long> shown = new HashMap<>();
        // The table, since the view does not show what was removed.
        jdbc.query(
                "SELECT id, version FROM %s.%s WHERE id = ANY (?)".formatted(active.schema(), projection.view()),
                row -> {
                    shown.put(projection.streamOf(row.getLong("id")), row.getLong("version"));
                },
                (Object) Arrays.stream(streams).map(projection::idOf).toArray(Long[]::new));
        shown.forEach((stream, version) -> versions.reached(new StreamVersion(stream, version)));
        shown.forEach(
                (stream, version) -> late.computeIfPresent(stream, (_, wanted) -> wanted <= version ? null : wanted));
        late.replaceAll((stream, _) -> shown.getOrDefault(stream, -1L));
        if (active.codeVersion() == projection.codeVersion()) {
            missingRows.accept(projection, late);
        }
    }

    private Generation active(Projection projection) {
        ConnectionCallback<Optional<Generation>> find =
                connection -> GenerationRegistry.active(connection, projection.name());
        return Objects.requireNonNull(jdbc.execute(find)).orElseThrow();
    }
}
