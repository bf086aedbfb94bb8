package io.talel.query.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.talel.query.deadletter.DeadLetters;
import io.talel.query.deadletter.Fault;
import io.talel.query.projection.Projection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gauges of every projection. Each is read every five seconds, from the first scrape on. */
final class ProjectionGauges implements MeterBinder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionGauges.class);

    private static final long READ_INTERVAL_SECONDS = 5;

    private final List<Projection> projections;
    private final ProjectionFiguresQuery reading;
    /** Figures by projection; without projections whose figures are unknown. */
    private final Map<String, ProjectionFigures> figures = new ConcurrentHashMap<>();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("projection-gauges").factory());

    /** Projections whose last reading failed, so that an outage is logged once; used by the thread only. */
    private final Set<String> blind = new HashSet<>();

    ProjectionGauges(List<Projection> projections, ProjectionFiguresQuery reading) {
        this.projections = List.copyOf(projections);
        this.reading = reading;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Projection projection : projections) {
            String name = projection.name();
            gauge(registry, name, "position", "Place of the log up to which all its events are taken", f -> f.lag()
                    .position());
            gauge(registry, name, "head", "Last place of the log", ProjectionFigures::head);
            gauge(registry, name, "lag.events", "Its own events that are not taken yet", f -> f.lag()
                    .events());
            gauge(registry, name, "lag.seconds", "Age of the oldest of those", f -> f.lag()
                    .seconds());
            gauge(
                    registry,
                    name,
                    "idle.seconds",
                    "Since one of its segments last got further",
                    ProjectionFigures::idleSeconds);
            gauge(registry, name, "paused", "1 while it is paused", f -> f.paused() ? 1 : 0);
            gauge(
                    registry,
                    name,
                    "dead.letters",
                    "Parked events of the live generation",
                    ProjectionFigures::deadLetters);
            gauge(
                    registry,
                    name,
                    "dead.letter.streams",
                    "Streams with parked events",
                    ProjectionFigures::deadLetterStreams);
            gauge(registry, name, "dead.letter.streams.limit", "Most of those", _ -> DeadLetters.MAX_STREAMS);
            gauge(
                    registry,
                    name,
                    "dead.letters.of.a.stream",
                    "Parked events of the stream that has most",
                    ProjectionFigures::deadLettersOfAStream);
            gauge(registry, name, "dead.letters.of.a.stream.limit", "Most of those", _ -> DeadLetters.MAX_LETTERS);
            gauge(registry, name, "rebuild.running", "1 while it is rebuilt", f -> f.rebuilding() ? 1 : 0);
            gauge(
                    registry,
                    name,
                    "rebuild.progress",
                    "Part of the log read, 0 to 1",
                    ProjectionFigures::rebuildProgress);
            gauge(
                    registry,
                    name,
                    "rebuild.rate",
                    "Events a second of a running rebuild",
                    ProjectionFigures::rebuildRate);
        }
        thread.scheduleWithFixedDelay(this::look, 0, READ_INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void gauge(
            MeterRegistry registry,
            String projection,
            String name,
            String meaning,
            ToDoubleFunction<ProjectionFigures> figure) {
        Gauge.builder("talelio.projection." + name, figures, all -> {
                    ProjectionFigures known = all.get(projection);
                    return known == null ? Double.NaN : figure.applyAsDouble(known);
                })
                .description(meaning)
                .tag("projection", projection)
                .register(registry);
    }

    private void look() {
        for (Projection projection : projections) {
            try {
                figures.put(projection.name(), reading.of(projection));
                blind.remove(projection.name());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                // Catches errors, too: nothing would start this thread again.
                figures.remove(projection.name());
                if (blind.add(projection.name())) {
                    LOG.warn(
                            "The figures of {} are not known for now: {}",
                            projection.name(),
                            Fault.of(e).message());
                }
            }
        }
    }
}
