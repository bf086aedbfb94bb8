package io.talel.gateway.mail.smtp;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the mail server.
 *
 * @param server the SMTP server, {@code host} or {@code host:port}; empty: mails go to the outbox
 * @param user empty: no log-in
 * @param sender From address of mails, with an optional name: {@code Talelio <mail@talel.io>}
 * @param outbox directory for mails without a server
 */
@ConfigurationProperties("talelio.mail")
public record MailSettings(String server, String user, String password, String sender, Path outbox) {

    /** @throws IllegalStateException if the sender is not a valid address */
    public InternetAddress from() {
        String text = sender.isEmpty() ? fromByDefault() : sender;
        try {
            return new InternetAddress(text, true);
        } catch (AddressException _) {
            throw new IllegalStateException("EMAIL_SENDER must be an address that mails can come from, such as"
                    + " 'talel.io <mail@talel.io>', but is '" + text + "'");
        }
    }

    private String fromByDefault() {
        return server.isEmpty() ? "talel.io <mail@localhost>" : user;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MailSettings[server=%s, outbox=%s]".formatted(server, outbox);
    }
}
