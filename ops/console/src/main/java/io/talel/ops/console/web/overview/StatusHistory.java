package io.talel.ops.console.web.overview;

import static java.util.stream.Collectors.toMap;

import io.talel.ops.console.status.ProcessorStatus;
import io.talel.ops.console.status.Status;
import io.talel.ops.console.web.page.StoreAccess;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the status was in the last hour, from the start of the console on. A look that fails leaves a gap;
 * a log that has become shorter is another one, and begins anew.
 */
public final class StatusHistory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatusHistory.class);

    static final Duration LENGTH = Duration.ofHours(1);

    /** Time between two looks. */
    static final Duration STEP = Duration.ofSeconds(5);

    @FunctionalInterface
    interface Source {
        Look look() throws SQLException;
    }

    private final Source source;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("status-history").factory());
    private final Deque<Look> looks = new ArrayDeque<>();

    StatusHistory(Source source) {
        this.source = source;
    }

    /** Begins to look at regular times. */
    public static StatusHistory of(StoreAccess access) {
        StatusHistory history = new StatusHistory(() -> Look.of(access.status()));
        history.thread.scheduleWithFixedDelay(history::look, 0, STEP.toMillis(), TimeUnit.MILLISECONDS);
        return history;
    }

    /** Looks once. */
    void look() {
        try {
            add(source.look());
        } catch (SQLException | RuntimeException e) {
            LOG.debug("The status could not be read", e);
        }
    }

    private synchronized void add(Look look) {
        if (!looks.isEmpty() && look.head < looks.getLast().head) {
            looks.clear();
        }
        looks.addLast(look);
        while (looks.getFirst().at.isBefore(look.at.minus(LENGTH))) {
            looks.removeFirst();
        }
    }

    /** Events per second, then how late each projection is. Empty until there are two looks at different times. */
    public synchronized List<Chart> charts() {
        List<Chart.Value> events = perSecond();
        if (events.isEmpty()) {
            return List.of();
        }
        List<Chart> charts = new ArrayList<>();
        charts.add(new Chart("Events", "/s", events));
        looks.getLast().secondsBehind.keySet().stream()
                .sorted()
                .forEach(name -> charts.add(new Chart(name + " behind", " s", values(look -> look.behind(name)))));
        return charts;
    }

    private List<Chart.Value> perSecond() {
        if (looks.isEmpty()) {
            return List.of();
        }
        List<Chart.Value> values = new ArrayList<>();
        Look last = looks.getFirst();
        for (Look look : looks) {
            double seconds = Duration.between(last.at, look.at).toMillis() / 1_000.0;
            if (seconds > 0) {
                values.add(new Chart.Value(look.at, (look.head - last.head) / seconds));
            }
            last = look;
        }
        return values;
    }

    private List<Chart.Value> values(Function<Look, OptionalDouble> value) {
        return looks.stream()
                .flatMap(look -> value.apply(look).stream().mapToObj(found -> new Chart.Value(look.at, found)))
                .toList();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** @param secondsBehind age of the oldest event that a projection has not processed; 0 if there is none */
    record Look(Instant at, long head, Map<String, Double> secondsBehind) {

        static Look of(Status status) {
            return new Look(
                    status.at(),
                    status.head(),
                    status.projections().stream()
                            .collect(toMap(ProcessorStatus::name, ProcessorStatus::behindSeconds)));
        }

        OptionalDouble behind(String name) {
            Double seconds = secondsBehind.get(name);
            return seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds);
        }
    }
}
