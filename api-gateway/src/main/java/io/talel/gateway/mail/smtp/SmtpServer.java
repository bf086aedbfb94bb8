package io.talel.gateway.mail.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that takes mails, and how it is talked to: over TLS from the first byte on port 465, on others over STARTTLS,
 * without which nothing is sent; but for servers on this machine, which may have none.
 */
record SmtpServer(String host, int port) {

    /** The address of a host with IPv6 stands in brackets. */
    private static final Pattern FORM =
            Pattern.compile("(?<host>[^:\\s\\[\\]]+|\\[[0-9A-Fa-f:.]+])(:(?<port>\\d{1,5}))?");

    /** The port of submission (RFC 6409). */
    private static final int SUBMISSION = 587;

    /** The port of submission over implicit TLS (RFC 8314). */
    private static final int SUBMISSION_OVER_TLS = 465;

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** For a piece of the mail to leave this machine. */
    private static final Duration WRITE = Duration.ofSeconds(20);

    /**
     * For one answer of the server. Some look at the whole mail before they give the last one, for which RFC 5321 (4.5.3.2.6)
     * allows ten minutes; delivery gives the others one minute together.
     */
    private static final Duration ANSWER = Duration.ofMinutes(10);

    /** @throws IllegalArgumentException if the text is neither {@code host} nor {@code host:port} */
    static SmtpServer parse(String text) {
        Matcher form = FORM.matcher(text);
        int port = !form.matches() ? 0 : form.group("port") == null ? SUBMISSION : Integer.parseInt(form.group("port"));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("EMAIL_SERVER must be a host or host:port, but is '" + text + "'");
        }
        return new SmtpServer(form.group("host"), port);
    }

    boolean hasImplicitTls() {
        return port == SUBMISSION_OVER_TLS;
    }

    boolean mustEncrypt() {
        return !isLoopback();
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    /** For Jakarta Mail. */
    Properties properties(boolean authenticated) {
        Properties smtp = new Properties();
        smtp.setProperty("mail.smtp.host", host);
        smtp.setProperty("mail.smtp.port", Integer.toString(port));
        smtp.setProperty("mail.smtp.auth", Boolean.toString(authenticated));
        smtp.setProperty("mail.smtp.ssl.enable", Boolean.toString(hasImplicitTls()));
        smtp.setProperty("mail.smtp.ssl.checkserveridentity", Boolean.toString(mustEncrypt()));
        smtp.setProperty("mail.smtp.starttls.enable", "true");
        smtp.setProperty("mail.smtp.starttls.required", Boolean.toString(mustEncrypt() && !hasImplicitTls()));
        smtp.setProperty("mail.smtp.connectiontimeout", Long.toString(CONNECT.toMillis()));
        smtp.setProperty("mail.smtp.timeout", Long.toString(ANSWER.toMillis()));
        smtp.setProperty("mail.smtp.writetimeout", Long.toString(WRITE.toMillis()));
        // Nothing depends on how it says good-bye.
        smtp.setProperty("mail.smtp.quitwait", "false");
        return smtp;
    }
}
