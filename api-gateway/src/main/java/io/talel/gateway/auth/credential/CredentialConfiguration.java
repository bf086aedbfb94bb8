package io.talel.gateway.auth.credential;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.talel.gateway.bus.Queries;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Hashing of passwords, and the sweep of credentials without a user. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class CredentialConfiguration {

    @Bean
    Passwords passwords(MeterRegistry registry) {
        Timer wait = Timer.builder("talelio.password.hash.wait").register(registry);
        Passwords passwords = new Passwords(
                Runtime.getRuntime().availableProcessors(), Passwords.MAX_QUEUED, Passwords.MAX_WAIT, wait::record);
        Gauge.builder("talelio.password.hashes.waiting", passwords, Passwords::waiting)
                .register(registry);
        return passwords;
    }

    @Bean
    InertCredentialSweep inertCredentialSweep(Credentials credentials, Queries queries, Clock clock) {
        return new InertCredentialSweep(
                credentials,
                userId ->
                        queries.find(new FindAccount(userId), AccountView.class).isPresent(),
                clock);
    }
}
