package io.talel.gateway.auth.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An SMTP server; each mail gets a connection of its own. */
final class Smtp implements Postbox {

    private static final Logger LOG = LoggerFactory.getLogger(Smtp.class);

    private final SmtpServer server;
    private final String user;
    private final String password;
    private final Session session;

    /** @param user empty: the server wants no log-in */
    Smtp(SmtpServer server, String user, String password) {
        this.server = server;
        this.user = user;
        this.password = password;
        this.session = Session.getInstance(server.properties(!user.isEmpty()));
    }

    @Override
    public void post(String name, MimeMessage mail) throws MessagingException {
        mail.saveChanges();
        Transport transport = session.getTransport("smtp");
        try {
            if (user.isEmpty()) {
                transport.connect();
            } else {
                transport.connect(user, password);
            }
            transport.sendMessage(mail, mail.getAllRecipients());
        } finally {
            close(transport);
        }
    }

    /** By then the server has taken the mail, or it is known why not. */
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug(
                    "A connection to {} did not end well: {}",
                    transport.getURLName().getHost(),
                    e.toString());
        }
    }

    @Override
    public String description() {
        return server.host() + ":" + server.port();
    }
}
