package io.talel.gateway.auth;

import io.talel.gateway.auth.session.EndedSessions;
import io.talel.gateway.auth.session.EndedSessionsFollower;
import io.talel.gateway.auth.session.RecordedEnds;
import io.talel.gateway.auth.session.RefreshTokens;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.auth.token.AccessTokens;
import io.talel.gateway.auth.token.KeyRing;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Tokens and sessions. */
@Configuration(proxyBeanMethods = false)
class AuthConfiguration {

    @Bean
    KeyRing keyRing(AuthProperties properties) {
        return new KeyRing(properties.secretKey(), properties.secretKeyPrevious());
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
    RefreshCookie refreshCookie(AuthProperties properties) {
        return new RefreshCookie(properties.secureCookie());
    }

    @Bean
    Sessions sessions(
            StringRedisTemplate redis, RefreshTokens tokens, RecordedEnds recorded, EndedSessions ended, Clock clock) {
        return new Sessions(redis, tokens, recorded, ended, clock);
    }

    @Bean
    EndedSessions endedSessions(RecordedEnds recorded, Clock clock) {
        return new EndedSessions(recorded, AccessTokens.LIFETIME.plus(AccessTokens.CLOCK_SKEW), clock);
    }

    @Bean
    EndedSessionsFollower endedSessionsFollower(EndedSessions ended) {
        return new EndedSessionsFollower(ended);
    }
}
