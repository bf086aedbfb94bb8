package io.talel.query.image;

import io.talel.query.datasource.ReadModelReader;
import io.talel.query.projection.Projection;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** Images. */
@AutoConfiguration
class ImageReadModelAutoConfiguration {

    @Bean
    @Order(3)
    Projection imageProjection() {
        return new Projection("image", "image", ImageProjection.CODE_VERSION, new ImageProjection());
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "talelio.queries.enabled", matchIfMissing = true)
    ImageQueries imageQueries(ReadModelReader readModel) {
        return new ImageQueries(readModel);
    }
}
