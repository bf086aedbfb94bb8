package io.talel.command.eventlog.index;

import io.talel.kernel.NextEvents;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Gives each reader of single events the connections that are meant for it. */
@AutoConfiguration
class IndexAutoConfiguration {

    /** For commands. */
    @Bean
    StreamIndex streamIndex(
            @Qualifier("eventStoreDataSource") DataSource dataSource,
            @Qualifier("eventSerializer") Serializer eventSerializer) {
        return new StoredStreamIndex(dataSource, eventSerializer);
    }

    /** For readers of the past, who take no connection from commands. */
    @Bean(defaultCandidate = false)
    StreamIndex historyIndex(
            @Qualifier("historyPool") DataSource dataSource, @Qualifier("eventSerializer") Serializer eventSerializer) {
        return new StoredStreamIndex(dataSource, eventSerializer);
    }

    @Bean
    LogIndex logIndex(
            @Qualifier("newsPool") DataSource dataSource, @Qualifier("eventSerializer") Serializer eventSerializer) {
        return new StoredLogIndex(dataSource, eventSerializer);
    }

    /** For projections, which need it when commands hang. */
    @Bean
    NextEvents nextEvents(
            @Qualifier("tailPool") DataSource dataSource, @Qualifier("eventSerializer") Serializer eventSerializer) {
        return new StoredNextEvents(dataSource, eventSerializer);
    }

    @Bean
    ConfigurerModule unprojectedImages(@Qualifier("existencePool") DataSource dataSource) {
        return configurer ->
                configurer.registerQueryHandler(axon -> new UnprojectedImages(dataSource, axon.eventSerializer()));
    }

    @Bean
    ConfigurerModule ownedStreams(@Qualifier("eventStoreDataSource") DataSource dataSource) {
        return configurer -> configurer
                .registerQueryHandler(_ -> new OwnedStreams(dataSource))
                .registerQueryHandler(axon -> new StreamEvents(dataSource, axon.eventSerializer()));
    }
}
