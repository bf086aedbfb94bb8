package io.talel.query.datasource;

import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The data sources of the read models; the names of the beans are agreed between the modules. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
            "org.axonframework.springboot.autoconfig.TransactionAutoConfiguration",
            "org.axonframework.springboot.autoconfig.NoOpTransactionAutoConfiguration"
        })
@EnableConfigurationProperties(ReadModelProperties.class)
class ReadModelAutoConfiguration {

    @Bean
    ReadModelConnections readModelConnections(ReadModelProperties properties) {
        return new ReadModelConnections(properties);
    }

    /** The projections write to it with plain JDBC. */
    @Bean
    @DependsOn("readModelMigration")
    DataSource readModelDataSource(ReadModelConnections connections) {
        return connections.projections();
    }

    @Bean
    PlatformTransactionManager readModelTransactionManager(
            @Qualifier("readModelDataSource") DataSource readModelDataSource) {
        return new JdbcTransactionManager(readModelDataSource);
    }

    /** The queries read from it; JPA uses the primary data source. */
    @Bean
    @Primary
    @DependsOn("readModelMigration")
    DataSource readModelQueryDataSource(ReadModelConnections connections) {
        return connections.queries();
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "talelio.queries.enabled", matchIfMissing = true)
    ReadModelReader readModel(
            @Qualifier("readModelQueryDataSource") DataSource readModelQueryDataSource,
            EntityManagerFactory entityManagers) {
        return new ReadModelReader(readModelQueryDataSource, entityManagers);
    }
}
