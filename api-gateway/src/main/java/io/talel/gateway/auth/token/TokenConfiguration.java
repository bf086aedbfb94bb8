package io.talel.gateway.auth.token;

import io.talel.gateway.auth.session.RefreshTokens;
import io.talel.gateway.auth.session.Revocations;
import io.talel.gateway.auth.session.RevokedSessions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys of this installation, what is made with them, and what depends on how long access tokens live. */
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
    RefreshTokens refreshTokens(KeyRing keys) {
        return new RefreshTokens(keys.derive("tag of refresh tokens"));
    }

    @Bean
    RevokedSessions revokedSessions(Revocations revocations, Clock clock) {
        return new RevokedSessions(revocations, AccessTokens.LIFETIME.plus(AccessTokens.CLOCK_SKEW), clock);
    }
}
