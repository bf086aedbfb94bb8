package io.talel.gateway.auth.token;

import io.talel.gateway.auth.session.SessionTokenKeys;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the keys of this installation and the access tokens. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    KeyRing keyRing(TokenSettings settings) {
        return new KeyRing(settings.secretKey(), settings.secretKeyPrevious());
    }

    @Bean
    AccessTokens accessTokens(KeyRing keys, TokenSettings settings, Clock clock) {
        return new AccessTokens(keys, settings.accessTokenLifetime(), clock);
    }

    @Bean
    SessionTokenKeys sessionTokenKeys(KeyRing keys, TokenSettings settings) {
        return new SessionTokenKeys(
                keys.derive("tag of refresh tokens"),
                settings.accessTokenLifetime().plus(AccessTokens.CLOCK_SKEW));
    }
}
