package io.talel.command.personal;

import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The keys of personal data, the processor that deletes them within the appending transaction, and what shreds them. */
@AutoConfiguration
class PersonalAutoConfiguration {

    private static final String PROCESSOR = "keys-of-removed-users";

    @Bean
    StoredPersonKeys personKeys(@Qualifier("eventStoreDataSource") DataSource dataSource) {
        return new StoredPersonKeys(dataSource);
    }

    @Bean
    LookupKey lookupKey(@Qualifier("eventStoreDataSource") DataSource dataSource) {
        return new LookupKey(dataSource);
    }

    @Bean
    KeyShredding keyShredding(@Qualifier("eventStoreDataSource") DataSource dataSource) {
        return new KeyShredding(dataSource);
    }

    /** Its errors propagate: Axon's default would log them and commit the removal without deleting the key. */
    @Bean
    ConfigurerModule personKeyDeletion(StoredPersonKeys keys) {
        return configurer -> configurer
                .eventProcessing()
                .registerEventHandler(_ -> new PersonKeyDeletion(keys))
                .assignHandlerTypesMatching(PROCESSOR, PersonKeyDeletion.class::equals)
                .registerSubscribingEventProcessor(PROCESSOR)
                .registerListenerInvocationErrorHandler(PROCESSOR, _ -> PropagatingErrorHandler.INSTANCE)
                .registerErrorHandler(PROCESSOR, _ -> PropagatingErrorHandler.INSTANCE);
    }
}
