package io.talel.gateway.auth.erasure;

import io.talel.gateway.auth.credential.CredentialSchema;
import io.talel.gateway.auth.mail.MailQueue;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.auth.stored.StoredBytes;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Erasure, on every node. */
@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {

    /** @param migrated comes first */
    @Bean
    ErasureQueue erasureQueue(
            @Qualifier("eventStoreDataSource") DataSource eventStoreDataSource, CredentialSchema migrated) {
        return new ErasureQueue(JdbcClient.create(eventStoreDataSource));
    }

    @Bean
    ErasureGauges erasureGauges(ErasureQueue queue) {
        return new ErasureGauges(queue);
    }

    @Bean
    Erasures erasures(
            ErasureQueue queue,
            Queries queries,
            Sessions sessions,
            MailQueue mails,
            Commands commands,
            StoredBytes store) {
        return new Erasures(queue, new ErasureWork(queue, queries, sessions, mails, commands, store));
    }
}
