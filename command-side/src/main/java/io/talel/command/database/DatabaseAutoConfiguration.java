package io.talel.command.database;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.talel.kernel.LogLineage;
import java.sql.Connection;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.springboot.autoconfig.AxonTimeoutAutoConfiguration;
import org.axonframework.springboot.autoconfig.JdbcAutoConfiguration;
import org.axonframework.springboot.autoconfig.NoOpTransactionAutoConfiguration;
import org.axonframework.springboot.autoconfig.ObjectMapperAutoConfiguration;
import org.axonframework.springboot.autoconfig.TransactionAutoConfiguration;
import org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration;
import org.axonframework.springboot.autoconfig.XStreamAutoConfiguration;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.PropertySource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The event store's database. It comes before everything that would set up a database, a transaction manager or a timer
 * of its own when it finds none.
 */
@AutoConfiguration(
        before = {
            DataSourceAutoConfiguration.class,
            FlywayAutoConfiguration.class,
            TransactionAutoConfiguration.class,
            NoOpTransactionAutoConfiguration.class,
            JdbcAutoConfiguration.class,
            AxonTimeoutAutoConfiguration.class,
            UpdateCheckerAutoConfiguration.class,
            ObjectMapperAutoConfiguration.class,
            XStreamAutoConfiguration.class
        })
@PropertySource("classpath:/io/talel/command/command-side.properties")
@EnableConfigurationProperties(EventStoreProperties.class)
class DatabaseAutoConfiguration {

    /** Connections that look up what exists: a look-up takes a fraction of a millisecond. */
    private static final int EXISTENCE = 2;

    /** Connections that read earlier versions of articles. */
    private static final int HISTORY = 2;

    /**
     * Connections that read what is news to readers: one at the end of the log, one for clients that are behind. Either
     * reads the events for webhooks and hubs.
     */
    private static final int NEWS = 2;

    /**
     * Connections of the tail of the log: one reads it, one announces commits to other nodes, the others are for processors
     * that are behind.
     */
    private static final int TAIL = 4;

    /** Not for injection by type: who uses it directly is outside of the transactions of commands. */
    @Bean(defaultCandidate = false)
    HikariDataSource eventStorePool(
            EventStoreProperties properties,
            ObjectProvider<MeterRegistry> meters,
            @Value("${talelio.event-store.migrate}") boolean migrate) {
        if (migrate) {
            EventStoreMigrations.run(properties);
        }
        return measured(EventStoreConnections.pool("event-store", properties, properties.maximumPoolSize()), meters);
    }

    /** For questions about what may not exist: people who ask for many such things take no connection from commands. */
    @Bean(defaultCandidate = false)
    @DependsOn("eventStorePool")
    HikariDataSource existencePool(EventStoreProperties properties, ObjectProvider<MeterRegistry> meters) {
        return measured(EventStoreConnections.pool("event-store-existence", properties, EXISTENCE), meters);
    }

    /** For earlier versions of articles, which anybody may read: that takes no connection from commands either. */
    @Bean(defaultCandidate = false)
    @DependsOn("eventStorePool")
    HikariDataSource historyPool(EventStoreProperties properties, ObjectProvider<MeterRegistry> meters) {
        return measured(EventStoreConnections.pool("event-store-history", properties, HISTORY), meters);
    }

    /** For the stream of news, which anybody may follow. */
    @Bean(defaultCandidate = false)
    @DependsOn("eventStorePool")
    HikariDataSource newsPool(EventStoreProperties properties, ObjectProvider<MeterRegistry> meters) {
        return measured(EventStoreConnections.pool("event-store-news", properties, NEWS), meters);
    }

    /** Spring Boot would do it for a candidate only. */
    private static HikariDataSource measured(HikariDataSource pool, ObjectProvider<MeterRegistry> meters) {
        meters.ifAvailable(pool::setMetricRegistry);
        return pool;
    }

    /** What new events are read and announced with; it does not queue with the commands. */
    @Bean(defaultCandidate = false)
    @DependsOn("eventStorePool")
    HikariDataSource tailPool(EventStoreProperties properties, ObjectProvider<MeterRegistry> meters) {
        return measured(EventStoreConnections.pool("event-store-tail", properties, TAIL), meters);
    }

    /**
     * Takes a connection with the first statement only: a command that waits for its turn, and a query that needs none,
     * hold no connection.
     */
    @Bean
    DataSource eventStoreDataSource(@Qualifier("eventStorePool") HikariDataSource eventStorePool) {
        LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
        lazy.setTargetDataSource(eventStorePool);
        lazy.setDefaultAutoCommit(true);
        lazy.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return lazy;
    }

    @Bean
    PlatformTransactionManager eventStoreTransactionManager(
            @Qualifier("eventStoreDataSource") DataSource eventStoreDataSource) {
        return new JdbcTransactionManager(eventStoreDataSource);
    }

    /** The transactions of commands, in which events are appended and names are claimed. */
    @Bean
    @Primary
    TransactionManager axonTransactionManager(
            @Qualifier("eventStoreTransactionManager") PlatformTransactionManager eventStoreTransactionManager) {
        return new SpringTransactionManager(eventStoreTransactionManager);
    }

    @Bean
    LogLineage logLineage(@Qualifier("eventStoreDataSource") DataSource eventStoreDataSource) {
        return new StoredLineage(eventStoreDataSource);
    }

    @Bean
    InitializingBean appendOnlyCheck(@Qualifier("eventStoreDataSource") DataSource eventStoreDataSource) {
        return new AppendOnlyCheck(eventStoreDataSource)::warn;
    }
}
