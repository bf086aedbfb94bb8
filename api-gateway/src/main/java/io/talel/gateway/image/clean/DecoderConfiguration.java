package io.talel.gateway.image.clean;

import io.talel.gateway.image.decoder.DecoderPool;
import io.talel.gateway.image.decoder.DecoderSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DecoderConfiguration {

    @Bean
    DecoderPool imageDecoders(DecoderSettings settings) {
        return new DecoderPool(ImageReencoder.class, settings);
    }
}
