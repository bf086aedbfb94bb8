package io.talel.gateway.bus;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.talel.kernel.PolledValue;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gauge of the position of {@link UserEventsProcessor} in the log, on whichever node it runs. */
@Component
final class UserEventsGauge implements MeterBinder {

    /** No row: no node has followed the log yet. A position in an empty log has no meaning. */
    private static final String POSITION = """
            SELECT coalesce((convert_from(token, 'UTF8')::json ->> 'index')::float8, 0)
            FROM auth.event_position
            WHERE processor_name = ?
            """;

    private final PolledValue<Double> position;

    UserEventsGauge(@Qualifier("eventStoreDataSource") DataSource eventStoreDataSource) {
        JdbcClient jdbc = JdbcClient.create(eventStoreDataSource);
        this.position = new PolledValue<>(
                () -> jdbc.sql(POSITION)
                        .param(UserEventsProcessor.NAME)
                        .query(Double.class)
                        .optional()
                        .orElse(Double.NaN),
                Double.NaN);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("talelio.user.events.position", position, PolledValue::value)
                .description("Place of the log up to which mails, erasures and pings were told of events")
                .strongReference(true)
                .register(registry);
    }
}
