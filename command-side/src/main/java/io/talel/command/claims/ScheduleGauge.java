package io.talel.command.claims;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How late the nodes are with what was scheduled; the same on every node. */
final class ScheduleGauge implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleGauge.class);

    private static final String LAG = """
            SELECT greatest(0, coalesce(extract(epoch FROM clock_timestamp() - min(due_at)), 0))
            FROM claims.scheduled_article""";

    private static final Duration AGE = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private long lookedAt = System.nanoTime() - AGE.toNanos();
    private double lag = Double.NaN;

    ScheduleGauge(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("talelio.schedule.lag", this, ScheduleGauge::lag)
                .baseUnit("seconds")
                .description("Time since the oldest moment that is due and not carried out; 0 if there is none")
                .strongReference(true)
                .register(registry);
    }

    private synchronized double lag() {
        if (System.nanoTime() - lookedAt >= AGE.toNanos()) {
            lag = look();
            lookedAt = System.nanoTime();
        }
        return lag;
    }

    private double look() {
        try {
            return jdbc.sql(LAG).query(Double.class).single();
        } catch (DataAccessException e) {
            LOG.debug("The schedules cannot be read", e);
            return Double.NaN;
        }
    }
}
