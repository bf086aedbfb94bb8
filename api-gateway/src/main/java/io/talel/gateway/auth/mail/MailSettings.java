package io.talel.gateway.auth.mail;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where mails go.
 *
 * @param server of SMTP, {@code host} or {@code host:port}; empty: mails are put into the outbox instead
 * @param user empty: the server wants no log-in
 * @param sender address that mails come from, with a name if you like: {@code Talelio <mail@talel.io>}
 * @param outbox the directory for mails without a server
 */
@ConfigurationProperties("talelio.mail")
record MailSettings(String server, String user, String password, String sender, Path outbox) {

    /** Without the password. */
    @Override
    public String toString() {
        return "MailSettings[server=%s, outbox=%s]".formatted(server, outbox);
    }
}
