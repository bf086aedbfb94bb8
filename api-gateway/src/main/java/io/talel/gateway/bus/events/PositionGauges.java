package io.talel.gateway.bus.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.talel.kernel.PolledValue;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gauges of the positions of {@link EventLogProcessors} in the log, on whichever node they run. */
@Component
final class PositionGauges implements MeterBinder {

    /** No row: no node has followed the log yet. A position in an empty log has no meaning. */
    private static final String POSITION = """
            SELECT coalesce((convert_from(token, 'UTF8')::json ->> 'index')::float8, 0)
            FROM auth.event_position
            WHERE processor_name = ?
            """;

    private final JdbcClient jdbc;

    PositionGauges(@Qualifier("eventStoreDataSource") DataSource eventStoreDataSource) {
        this.jdbc = JdbcClient.create(eventStoreDataSource);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bind(registry, "talelio.user.events.position", UserEventsProcessor.NAME, "mails and erasures");
        bind(registry, "talelio.article.events.position", ArticleEventsProcessor.NAME, "webhooks and hubs");
    }

    private void bind(MeterRegistry registry, String name, String processor, String subjects) {
        PolledValue<Double> position = new PolledValue<>(
                () -> jdbc.sql(POSITION)
                        .param(processor)
                        .query(Double.class)
                        .optional()
                        .orElse(Double.NaN),
                Double.NaN);
        Gauge.builder(name, position, PolledValue::value)
                .description("Log position of the processor of " + subjects)
                .strongReference(true)
                .register(registry);
    }
}
