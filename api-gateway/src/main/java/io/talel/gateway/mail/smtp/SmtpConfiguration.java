package io.talel.gateway.mail.smtp;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the SMTP server if one is set, otherwise the outbox. */
@Configuration(proxyBeanMethods = false)
class SmtpConfiguration {

    @Bean
    MailTransport transport(MailSettings settings) {
        return settings.server().isEmpty()
                ? new FileTransport(settings.outbox())
                : new SmtpTransport(SmtpServer.parse(settings.server()), settings.user(), settings.password());
    }
}
