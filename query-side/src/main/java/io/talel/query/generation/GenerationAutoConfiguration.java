package io.talel.query.generation;

import io.talel.kernel.LogLineage;
import io.talel.kernel.NextEvents;
import io.talel.query.datasource.ReadModelConnections;
import io.talel.query.deadletter.DeadLetterRetry;
import io.talel.query.projection.Projection;
import io.talel.query.visibility.ReachedVersions;
import io.talel.query.visibility.VersionAnnouncements;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Generations and the migration that makes the first of them. */
@AutoConfiguration
class GenerationAutoConfiguration {

    /** The projections in the order of their beans: the views of articles are made on those of users. */
    @Bean(initMethod = "migrate")
    ReadModelMigration readModelMigration(
            ReadModelConnections connections,
            List<Projection> projections,
            ReadModelLineage readModelLineage,
            @Value("${talelio.read-model.migrate}") boolean migrate) {
        return new ReadModelMigration(connections, projections, readModelLineage, migrate);
    }

    @Bean
    ReadModelLineage readModelLineage(ObjectProvider<LogLineage> log) {
        return new ReadModelLineage(log.getIfAvailable());
    }

    @Bean
    ActiveGenerations activeGenerations(
            @Qualifier("readModelDataSource") DataSource readModelDataSource,
            VersionAnnouncements announcements,
            ReachedVersions reached) {
        return new ActiveGenerations(readModelDataSource, announcements, reached);
    }

    @Bean
    AwaitedRowsWriter awaitedRowsWriter(
            @Qualifier("readModelDataSource") DataSource readModelDataSource,
            @Qualifier("readModelTransactionManager") PlatformTransactionManager readModelTransactionManager,
            ObjectProvider<NextEvents> log,
            VersionAnnouncements announcements,
            ReachedVersions reached) {
        return new AwaitedRowsWriter(
                readModelDataSource,
                new TransactionTemplate(readModelTransactionManager),
                (after, largest) -> log.getObject().after(after, largest),
                announcements,
                reached);
    }

    @Bean(initMethod = "start")
    AwaitedVersionsPoll awaitedVersionsPoll(
            @Qualifier("readModelDataSource") DataSource readModelDataSource,
            List<Projection> projections,
            ReachedVersions versions,
            AwaitedRowsWriter rows) {
        return new AwaitedVersionsPoll(readModelDataSource, projections, versions, rows::write);
    }

    @Bean
    DeadLetterRetry deadLetterRetry(
            List<Projection> projections,
            @Qualifier("readModelDataSource") DataSource readModelDataSource,
            @Qualifier("readModelTransactionManager") PlatformTransactionManager readModelTransactionManager,
            ObjectProvider<EventStore> log,
            VersionAnnouncements announcements,
            ReachedVersions reached) {
        return new ActiveDeadLetterRetry(
                projections,
                readModelDataSource,
                new TransactionTemplate(readModelTransactionManager),
                log::getObject,
                announcements,
                reached);
    }
}
