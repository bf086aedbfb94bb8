package io.talel.gateway.auth.session;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    @Bean
    RefreshTokens refreshTokens(SessionTokenKeys keys) {
        return new RefreshTokens(keys.tagKeys());
    }

    @Bean
    RevokedSessions revokedSessions(RevocationStore revocations, SessionTokenKeys keys, Clock clock) {
        return new RevokedSessions(revocations, keys.accessTokenLifetime(), clock);
    }
}
