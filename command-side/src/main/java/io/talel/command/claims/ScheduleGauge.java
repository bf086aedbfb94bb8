package io.talel.command.claims;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.talel.kernel.PolledValue;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How late the nodes are with what was scheduled; the same on every node. */
final class ScheduleGauge implements MeterBinder {

    private static final String LAG = """
            SELECT greatest(0, coalesce(extract(epoch FROM clock_timestamp() - min(due_at)), 0))
            FROM claims.scheduled_article""";

    private final PolledValue<Double> lag;

    ScheduleGauge(DataSource dataSource) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        this.lag = new PolledValue<>(() -> jdbc.sql(LAG).query(Double.class).single(), Double.NaN);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("talelio.schedule.lag", lag, PolledValue::value)
                .baseUnit("seconds")
                .description("Time since the oldest moment that is due and not carried out; 0 if there is none")
                .strongReference(true)
                .register(registry);
    }
}
