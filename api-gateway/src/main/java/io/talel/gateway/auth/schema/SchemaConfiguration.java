package io.talel.gateway.auth.schema;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class SchemaConfiguration {

    /** Access to schema {@code auth}; migrates it first. */
    @Bean
    JdbcClient authJdbcClient(
            @Qualifier("eventStoreDataSource") DataSource eventStoreDataSource,
            @Value("${talelio.event-store.datasource.url}") String url,
            @Value("${talelio.event-store.datasource.owner-username}") String owner,
            @Value("${talelio.event-store.datasource.owner-password}") String ownerPassword,
            @Value("${talelio.event-store.datasource.username}") String application) {
        new AuthSchema(url, owner, ownerPassword, application).migrate();
        return JdbcClient.create(eventStoreDataSource);
    }
}
