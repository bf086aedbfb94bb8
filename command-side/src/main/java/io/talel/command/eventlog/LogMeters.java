package io.talel.command.eventlog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.talel.command.eventlog.serialization.CataloguedEvent;
import io.talel.command.eventlog.serialization.EventCatalogue;
import io.talel.kernel.PolledValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;

/** What this node appended, by the stored names of events, and how long the log is. */
final class LogMeters {

    private final Map<Class<?>, Counter> appended;
    private final Counter snapshots;

    /** @param head place of the last event, 0 for an empty log; NaN while the database does not answer */
    LogMeters(MeterRegistry registry, PolledValue<Double> head) {
        this.appended = EventCatalogue.TALELIO.events().stream()
                .collect(Collectors.toUnmodifiableMap(
                        CataloguedEvent::type, event -> Counter.builder("talelio.events.appended")
                                .description("Events that this node has appended to the log")
                                .tag("event", event.name())
                                .register(registry)));
        this.snapshots = Counter.builder("talelio.snapshots.taken")
                .description("Snapshots of long streams that this node has taken")
                .register(registry);
        Gauge.builder("talelio.log.head", head, PolledValue::value)
                .description("Place of the last event in the log, the same on every node; at most 5 s old")
                .strongReference(true)
                .register(registry);
    }

    void appended(List<? extends EventMessage<?>> events) {
        for (EventMessage<?> event : events) {
            Counter counter = appended.get(event.getPayloadType());
            if (counter != null) {
                counter.increment();
            }
        }
    }

    void tookSnapshot() {
        snapshots.increment();
    }
}
