package io.talel.gateway.auth.token;

import io.talel.gateway.auth.session.TokenTerms;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys of this installation and what is made with them. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    KeyRing keyRing(KeySettings settings) {
        return new KeyRing(settings.secretKey(), settings.secretKeyPrevious());
    }

    @Bean
    AccessTokens accessTokens(KeyRing keys, Clock clock) {
        return new AccessTokens(keys, clock);
    }

    @Bean
    TokenTerms tokenTerms(KeyRing keys) {
        return new TokenTerms(
                keys.derive("tag of refresh tokens"), AccessTokens.LIFETIME.plus(AccessTokens.CLOCK_SKEW));
    }
}
