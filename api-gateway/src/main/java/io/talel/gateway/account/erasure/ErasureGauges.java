package io.talel.gateway.account.erasure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.talel.kernel.PolledValue;
import org.springframework.stereotype.Component;

/** Metrics of the backlog of erasures. */
@Component
final class ErasureGauges implements MeterBinder {

    private final PolledValue<Double> oldest;

    ErasureGauges(ErasureQueue queue) {
        this.oldest = new PolledValue<>(queue::oldestSeconds, Double.NaN);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("talelio.erasure.oldest.seconds", oldest, PolledValue::value)
                .description("Since the removal of the person who waits longest to be erased to the end")
                .strongReference(true)
                .register(registry);
    }
}
