package io.talel.gateway.auth.mail;

import io.micrometer.core.instrument.MeterRegistry;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.token.KeyRing;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.WebSettings;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The way of mails from the queue to the server, or into the outbox. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(MailConfiguration.class);

    @Bean
    MailTokens mailTokens(KeyRing keys, Clock clock) {
        return new MailTokens(keys.derive("tokens in mails"), clock);
    }

    @Bean
    MailRequests mailRequests(MailQueue queue, Queries queries, Credentials credentials, Clock clock) {
        return new MailRequests(queue, queries, credentials, clock);
    }

    @Bean
    MailNotices mailNotices(MailQueue queue, Queries queries) {
        return new MailNotices(queue, queries);
    }

    @Bean
    MailDelivery mailDelivery(
            MailSettings settings,
            MailQueue queue,
            Queries queries,
            Credentials credentials,
            MailTokens tokens,
            WebSettings web,
            MeterRegistry meters,
            Clock clock) {
        MailWriter writer = new MailWriter(queries, credentials, tokens, web.apiBaseUrl(), from(settings));
        MailSender sender = new MailSender(queue, writer, postbox(settings), new MailCounts(meters), clock);
        return new MailDelivery(queue, sender, clock);
    }

    /** People would wait for mails that nobody takes out of a directory. */
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

    private static Postbox postbox(MailSettings settings) {
        return settings.server().isEmpty()
                ? new Outbox(settings.outbox())
                : new Smtp(SmtpServer.parse(settings.server()), settings.user(), settings.password());
    }

    private static InternetAddress from(MailSettings settings) {
        String text = settings.sender().isEmpty() ? fromByDefault(settings) : settings.sender();
        try {
            return new InternetAddress(text, true);
        } catch (AddressException _) {
            throw new IllegalStateException("EMAIL_SENDER must be an address that mails can come from, such as"
                    + " 'talel.io <mail@talel.io>', but is '" + text + "'");
        }
    }

    private static String fromByDefault(MailSettings settings) {
        return settings.server().isEmpty() ? "talel.io <mail@localhost>" : settings.user();
    }
}
