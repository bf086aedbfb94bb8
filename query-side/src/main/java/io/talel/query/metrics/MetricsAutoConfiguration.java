package io.talel.query.metrics;

import io.talel.query.projection.Projection;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;

/** Metrics of the nodes. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "talelio.projections.enabled", matchIfMissing = true)
class MetricsAutoConfiguration {

    @Bean
    ProjectionGauges projectionGauges(
            List<Projection> projections,
            @Qualifier("readModelDataSource") DataSource readModelDataSource,
            ObjectProvider<EventStore> log,
            ObjectProvider<Clock> clock) {
        return new ProjectionGauges(
                projections,
                new ProjectionFiguresQuery(
                        readModelDataSource, log::getObject, clock.getIfAvailable(Clock::systemUTC)));
    }
}
