package io.talel.gateway.idempotency;

import io.talel.gateway.auth.token.KeyRing;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

    @Bean
    Fingerprints fingerprints(KeyRing keys, JsonMapper json) {
        return new Fingerprints(keys.derive("fingerprints of requests"), json);
    }
}
