package io.talel.command.claims;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.talel.command.personal.LookupKey;
import javax.sql.DataSource;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/** The claims and the processor that makes them within the appending transaction. */
@AutoConfiguration
class ClaimsAutoConfiguration {

    private static final String PROCESSOR = "claims";

    @Bean
    StoredNameClaims nameClaims(@Qualifier("eventStoreDataSource") DataSource dataSource, LookupKey lookupKey) {
        return new StoredNameClaims(dataSource, lookupKey);
    }

    @Bean
    StoredSlugClaims slugClaims(@Qualifier("eventStoreDataSource") DataSource dataSource, LockFactory commandLocks) {
        return new StoredSlugClaims(dataSource, commandLocks);
    }

    @Bean
    StoredSchedules schedules(@Qualifier("eventStoreDataSource") DataSource dataSource) {
        return new StoredSchedules(dataSource);
    }

    /** Its errors propagate: Axon's default would log them and commit the event without the claim. */
    @Bean
    ConfigurerModule claimsProcessor(StoredNameClaims names, StoredSchedules schedules) {
        return configurer -> configurer
                .eventProcessing()
                .registerEventHandler(_ -> new ClaimsProjection(names, schedules))
                .assignHandlerTypesMatching(PROCESSOR, ClaimsProjection.class::equals)
                .registerSubscribingEventProcessor(PROCESSOR)
                .registerListenerInvocationErrorHandler(PROCESSOR, _ -> PropagatingErrorHandler.INSTANCE)
                .registerErrorHandler(PROCESSOR, _ -> PropagatingErrorHandler.INSTANCE);
    }

    @Bean
    ConfigurerModule claimQueries(@Qualifier("existencePool") DataSource dataSource) {
        return configurer -> configurer
                .registerQueryHandler(_ -> new ClaimQueries(dataSource))
                .registerQueryHandler(_ -> new ScheduleQueries(dataSource));
    }

    @Bean
    ClaimsRebuild claimsRebuild(
            EventStorageEngine eventStorageEngine,
            StoredNameClaims names,
            StoredSlugClaims slugs,
            StoredSchedules schedules,
            @Qualifier("eventStoreDataSource") DataSource dataSource,
            @Qualifier("eventStoreTransactionManager") PlatformTransactionManager transactionManager) {
        return new ClaimsRebuild(eventStorageEngine, names, slugs, schedules, dataSource, transactionManager);
    }

    @Bean
    MeterBinder scheduleGauge(@Qualifier("existencePool") DataSource dataSource) {
        return new ScheduleGauge(dataSource);
    }
}
