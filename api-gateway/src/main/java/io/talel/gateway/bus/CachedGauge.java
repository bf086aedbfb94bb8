package io.talel.gateway.bus;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The value of a gauge, read from a database at most every five seconds. */
public final class CachedGauge {

    private static final Logger LOG = LoggerFactory.getLogger(CachedGauge.class);

    private static final Duration MAX_AGE = Duration.ofSeconds(5);

    private final Supplier<Double> look;
    private long lookedAt = System.nanoTime() - MAX_AGE.toNanos();
    private double figure = Double.NaN;

    public CachedGauge(Supplier<Double> look) {
        this.look = look;
    }

    /** @return NaN while the database does not answer */
    public synchronized double figure() {
        if (System.nanoTime() - lookedAt >= MAX_AGE.toNanos()) {
            figure = lookUp();
            lookedAt = System.nanoTime();
        }
        return figure;
    }

    private double lookUp() {
        try {
            return look.get();
        } catch (RuntimeException e) {
            LOG.debug("A figure could not be looked up", e);
            return Double.NaN;
        }
    }
}
