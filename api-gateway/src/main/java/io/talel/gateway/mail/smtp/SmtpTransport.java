package io.talel.gateway.mail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends mails to an SMTP server, each on a connection of its own. */
final class SmtpTransport implements MailTransport {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpTransport.class);

    private final SmtpServer server;
    private final String user;
    private final String password;
    private final Session session;

    /** @param user empty: no log-in */
    SmtpTransport(SmtpServer server, String user, String password) {
        this.server = server;
        this.user = user;
        this.password = password;
        this.session = Session.getInstance(server.properties(!user.isEmpty()));
    }

    @Override
    public void post(String name, MimeMessage mail, Runnable handingOver) throws MessagingException {
        mail.saveChanges();
        SmtpConnection connection = new SmtpConnection(session, handingOver);
        try {
            if (user.isEmpty()) {
                connection.connect();
            } else {
                connection.connect(user, password);
            }
            connection.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException e) {
            throw connection.meaning(e);
        } finally {
            close(connection);
        }
    }

    /** Ignores errors of closing: the outcome of the mail is known by then. */
    private static void close(SmtpConnection connection) {
        try {
            connection.close();
        } catch (MessagingException e) {
            LOG.debug(
                    "A connection to {} did not end well: {}",
                    connection.getURLName().getHost(),
                    e.toString());
        }
    }

    @Override
    public String description() {
        return server.host() + ":" + server.port();
    }
}
