package io.talel.gateway.auth;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.talel.gateway.auth.credential.CredentialSchema;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.credential.InertCredentialSweep;
import io.talel.gateway.auth.credential.Passwords;
import io.talel.gateway.auth.mail.MailQueue;
import io.talel.gateway.auth.session.OwedEnds;
import io.talel.gateway.auth.session.RecordedEnds;
import io.talel.gateway.bus.Queries;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Passwords and their hashes, in a schema of the event store's database that belongs to auth alone. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class CredentialConfiguration {

    /** With two cores and some 40 ms a hash, the last in the queue waits a little more than a second. */
    private static final int QUEUED = 64;

    /** For a node that is short of processor time, where a hash takes many times longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean
    Passwords passwords(MeterRegistry registry) {
        Timer wait = Timer.builder("talelio.password.hash.wait").register(registry);
        Passwords passwords = new Passwords(Runtime.getRuntime().availableProcessors(), QUEUED, PATIENCE, wait::record);
        Gauge.builder("talelio.password.hashes.waiting", passwords, Passwords::waiting)
                .register(registry);
        return passwords;
    }

    @Bean
    CredentialSchema credentialSchema(
            @Value("${talelio.event-store.datasource.url}") String url,
            @Value("${talelio.event-store.datasource.owner-username}") String owner,
            @Value("${talelio.event-store.datasource.owner-password}") String ownerPassword,
            @Value("${talelio.event-store.datasource.username}") String application) {
        CredentialSchema schema = new CredentialSchema(url, owner, ownerPassword, application);
        schema.migrate();
        return schema;
    }

    /** @param migrated makes the migrations run first */
    @Bean
    Credentials credentials(
            @Qualifier("eventStoreDataSource") DataSource eventStoreDataSource, CredentialSchema migrated) {
        return new Credentials(JdbcClient.create(eventStoreDataSource));
    }

    /** @param migrated makes the migrations run first */
    @Bean
    StoredRecords storedRecords(
            @Qualifier("eventStoreDataSource") DataSource eventStoreDataSource, CredentialSchema migrated) {
        return new StoredRecords(JdbcClient.create(eventStoreDataSource));
    }

    /** @param migrated makes the migrations run first */
    @Bean
    OwedEnds owedEnds(@Qualifier("eventStoreDataSource") DataSource eventStoreDataSource, CredentialSchema migrated) {
        return new OwedEnds(JdbcClient.create(eventStoreDataSource));
    }

    /** @param migrated makes the migrations run first */
    @Bean
    RecordedEnds recordedEnds(
            @Qualifier("eventStoreDataSource") DataSource eventStoreDataSource, CredentialSchema migrated) {
        return new RecordedEnds(JdbcClient.create(eventStoreDataSource));
    }

    /** @param migrated makes the migrations run first */
    @Bean
    MailQueue mailQueue(@Qualifier("eventStoreDataSource") DataSource eventStoreDataSource, CredentialSchema migrated) {
        return new MailQueue(JdbcClient.create(eventStoreDataSource));
    }

    @Bean
    InertCredentialSweep inertCredentialSweep(Credentials credentials, Queries queries, Clock clock) {
        return new InertCredentialSweep(
                credentials,
                userId ->
                        queries.find(new FindAccount(userId), AccountView.class).isPresent(),
                clock);
    }
}
