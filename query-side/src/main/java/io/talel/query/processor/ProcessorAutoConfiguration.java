package io.talel.query.processor;

import io.talel.query.generation.ActiveGenerations;
import io.talel.query.projection.Projection;
import io.talel.query.visibility.VersionListener;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The processors of this node. They are off in processes that must not take segments from running nodes, such as the operator's
 * console.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "talelio.projections.enabled", matchIfMissing = true)
class ProcessorAutoConfiguration {

    @Bean(initMethod = "start")
    SegmentFailures segmentFailures(@Qualifier("readModelDataSource") DataSource readModelDataSource, NodeName node) {
        return new SegmentFailures(readModelDataSource, node);
    }

    @Bean
    ProjectionProcessors projectionProcessors(
            List<Projection> projections,
            ActiveGenerations generations,
            NodeName node,
            VersionListener listener,
            SegmentFailures failures,
            Environment environment,
            @Value("${talelio.projections.segments}") int segments,
            @Qualifier("readModelDataSource") DataSource readModelDataSource,
            @Qualifier("readModelTransactionManager") PlatformTransactionManager readModelTransactionManager) {
        AxonLogLevels.apply(environment);
        TransactionManager transactions = new SpringTransactionManager(readModelTransactionManager);
        return new ProjectionProcessors(
                projections,
                generations,
                new Segmentation(readModelDataSource, transactions, segments),
                new SegmentShare(readModelDataSource, node, listener),
                failures,
                transactions);
    }
}
