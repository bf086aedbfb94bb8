package io.talel.gateway.auth.session;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    @Bean
    RefreshTokens refreshTokens(TokenTerms terms) {
        return new RefreshTokens(terms.tagKeys());
    }

    @Bean
    RevokedSessions revokedSessions(RevocationStore revocations, TokenTerms terms, Clock clock) {
        return new RevokedSessions(revocations, terms.accessTokenLifetime(), clock);
    }
}
