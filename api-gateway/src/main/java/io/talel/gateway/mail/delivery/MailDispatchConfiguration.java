package io.talel.gateway.mail.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.link.LinkTokens;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.mail.queue.MailQueue;
import io.talel.gateway.mail.smtp.MailSettings;
import io.talel.gateway.mail.smtp.MailTransport;
import io.talel.gateway.web.WebSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures delivery from the queue to the server or the outbox. */
@Configuration(proxyBeanMethods = false)
class MailDispatchConfiguration {

    @Bean
    Composer composer(
            MailSettings settings, Queries queries, Credentials credentials, LinkTokens tokens, WebSettings web) {
        return new Composer(queries, credentials, tokens, web.apiBaseUrl(), settings.from());
    }

    @Bean
    MailDispatch mailDispatch(
            MailQueue queue, Composer composer, MailTransport transport, MeterRegistry meters, Clock clock) {
        return new MailDispatch(
                queue, new MailSender(queue, composer, transport, new MailDeliveryCounts(meters), clock), clock);
    }
}
