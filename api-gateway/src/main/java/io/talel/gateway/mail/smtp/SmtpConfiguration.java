package io.talel.gateway.mail.smtp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Configures the SMTP server if one is set, otherwise the outbox. */
@Configuration(proxyBeanMethods = false)
class SmtpConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpConfiguration.class);

    @Bean
    MailTransport transport(MailSettings settings) {
        return settings.server().isEmpty()
                ? new OutboxTransport(settings.outbox())
                : new SmtpTransport(SmtpServer.parse(settings.server()), settings.user(), settings.password());
    }

    /** Warns in production, where the outbox would deliver no mail. */
    @Configuration(proxyBeanMethods = false)
    @Profile("production")
    static class InProduction {

        InProduction(MailSettings settings) {
            if (settings.server().isEmpty()) {
                LOG.warn("No mail leaves this machine, since EMAIL_SERVER is not set: nobody can confirm an address or"
                        + " set a forgotten password.");
            }
        }
    }
}
