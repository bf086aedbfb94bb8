package io.talel.query.user;

import io.talel.query.datasource.ReadModelReader;
import io.talel.query.projection.Projection;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** Users. */
@AutoConfiguration
class UserReadModelAutoConfiguration {

    @Bean
    @Order(1)
    Projection userProjection() {
        return new Projection("user", "user_account", UserProjection.CODE_VERSION, new UserProjection());
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "talelio.queries.enabled", matchIfMissing = true)
    UserQueries userQueries(ReadModelReader readModel) {
        return new UserQueries(readModel);
    }
}
