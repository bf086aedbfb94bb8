package io.talel.query.rebuild.run;

import io.talel.query.datasource.ReadModelConnections;
import io.talel.query.generation.ReadModelLineage;
import io.talel.query.projection.Projection;
import io.talel.query.rebuild.Rebuilds;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;

/**
 * Rebuilds, which operators begin in a process of their own; a node has the bean and does not use it. Nodes remove what rebuilds
 * leave behind.
 */
@AutoConfiguration
class RebuildAutoConfiguration {

    @Bean
    @DependsOn("readModelMigration")
    Rebuilds rebuilds(
            List<Projection> projections,
            ReadModelConnections connections,
            EventStorageEngine log,
            ReadModelLineage lineage,
            @Value("${talelio.rebuild.swap-patience:PT2M}") Duration patience) {
        return new ProjectionRebuilds(projections, lineage, new RebuildContext(connections, log, patience));
    }

    @Bean(initMethod = "start")
    @DependsOn("readModelMigration")
    @ConditionalOnBooleanProperty(name = "talelio.projections.enabled", matchIfMissing = true)
    ExpiredGenerations expiredGenerations(
            List<Projection> projections,
            ReadModelConnections connections,
            @Value("${talelio.rebuild.clean-up-interval:PT1H}") Duration interval) {
        return new ExpiredGenerations(projections, connections.owner(), HiddenGenerations.on(connections), interval);
    }
}
