package io.talel.gateway.account.erasure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.talel.gateway.bus.LookedUp;
import org.springframework.stereotype.Component;

/** How far erasure is behind. */
@Component
final class ErasureGauges implements MeterBinder {

    private final LookedUp oldest;

    ErasureGauges(ErasureQueue queue) {
        this.oldest = new LookedUp(queue::oldestSeconds);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("talelio.erasure.oldest.seconds", oldest, LookedUp::figure)
                .description("Since the removal of the person who waits longest to be erased to the end")
                .strongReference(true)
                .register(registry);
    }
}
