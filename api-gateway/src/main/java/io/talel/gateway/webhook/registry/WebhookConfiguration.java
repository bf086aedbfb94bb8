package io.talel.gateway.webhook.registry;

import io.talel.gateway.auth.token.KeyRing;
import io.talel.gateway.crypto.SealedTexts;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the encryption of addresses and secrets, which has a key of its own. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    SealedTexts webhookTexts(KeyRing keys) {
        return new SealedTexts(keys.derive("addresses and secrets of webhooks"), new SecureRandom());
    }
}
