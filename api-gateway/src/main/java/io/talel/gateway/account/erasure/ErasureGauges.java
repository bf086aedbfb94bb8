package io.talel.gateway.account.erasure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.talel.gateway.bus.CachedGauge;
import org.springframework.stereotype.Component;

/** Metrics of the backlog of erasures. */
@Component
final class ErasureGauges implements MeterBinder {

    private final CachedGauge oldest;

    ErasureGauges(ErasureQueue queue) {
        this.oldest = new CachedGauge(queue::oldestSeconds);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("talelio.erasure.oldest.seconds", oldest, CachedGauge::figure)
                .description("Since the removal of the person who waits longest to be erased to the end")
                .strongReference(true)
                .register(registry);
    }
}
