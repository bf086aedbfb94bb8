package io.talel.gateway.webhook.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.talel.kernel.PolledValue;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts attempts at deliveries by outcome, and tells how late the nodes are. All series exist from the beginning. */
final class WebhookDeliveryCounts {

    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

    WebhookDeliveryCounts(MeterRegistry meters, DeliveryQueue queue) {
        for (Outcome outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    meters.counter(
                            "talelio.webhook.deliveries",
                            "outcome",
                            outcome.name().toLowerCase(Locale.ROOT)));
        }
        Gauge.builder("talelio.webhook.late", new PolledValue<>(queue::late, Double.NaN), PolledValue::value)
                .description("How long a message to a webhook has waited longest for a node")
                .baseUnit("seconds")
                .strongReference(true)
                .register(meters);
    }

    void count(Outcome outcome) {
        Objects.requireNonNull(counters.get(outcome)).increment();
    }

    /** Names are labels of the metric. */
    enum Outcome {
        DELIVERED,
        FAILED,
        GIVEN_UP
    }
}
