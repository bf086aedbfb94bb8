package io.talel.gateway.auth.caller;

import io.talel.gateway.auth.audit.SecurityLog;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Registers the check of the caller, which comes before anything else. */
@Configuration(proxyBeanMethods = false)
class CallerConfiguration implements WebMvcConfigurer {

    private final CallerInterceptor callers;

    CallerConfiguration(CallerInterceptor callers) {
        this.callers = callers;
    }

    @Bean
    static RateLimits rateLimits(RateLimitSettings settings, SecurityLog log, Clock clock) {
        return new RateLimits(settings, (action, user) -> log.throttled(action.label(), user), clock);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(callers).order(Ordered.HIGHEST_PRECEDENCE);
    }
}
