package io.talel.gateway.auth.throttle;

import io.talel.gateway.auth.audit.SecurityLog;
import io.talel.gateway.auth.credential.Passwords;
import io.talel.gateway.auth.token.KeyRing;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Configures the throttle. */
@Configuration(proxyBeanMethods = false)
class ThrottleConfiguration {

    @Bean
    Throttle throttle(
            StringRedisTemplate redis,
            ThrottleSettings settings,
            KeyRing keys,
            Passwords passwords,
            SecurityLog log,
            Clock clock) {
        return new Throttle(
                redis,
                settings,
                keys.derive("accounts and networks of the throttle").getFirst(),
                (action, client) -> log.throttled(action.label(), client),
                passwords::hashesWithin,
                clock);
    }
}
