package io.talel.query.processor;

import com.fasterxml.jackson.databind.json.JsonMapper;
import javax.sql.DataSource;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The tokens, in the read models' database: they are stored in the transactions that write rows. */
@AutoConfiguration(beforeName = "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration")
class TokenStoreAutoConfiguration {

    @Bean
    NodeName projectingNode() {
        return NodeName.start();
    }

    @Bean
    TokenStore tokenStore(@Qualifier("readModelDataSource") DataSource readModelDataSource, NodeName node) {
        return new ProjectionTokenStore(
                JdbcTokenStore.builder()
                        .connectionProvider(new SpringDataSourceConnectionProvider(readModelDataSource))
                        .schema(TokenSchema.builder()
                                .setTokenTable("read_model.token_entry")
                                .setProcessorNameColumn("processor_name")
                                .setSegmentColumn("segment")
                                .setTokenColumn("token")
                                .setTokenTypeColumn("token_type")
                                .setTimestampColumn("timestamp")
                                .setOwnerColumn("owner")
                                .build())
                        .serializer(JacksonSerializer.builder()
                                .objectMapper(new JsonMapper())
                                .build())
                        .claimTimeout(ProjectionTokenStore.NEVER)
                        .nodeId(node.name()),
                readModelDataSource,
                node);
    }
}
