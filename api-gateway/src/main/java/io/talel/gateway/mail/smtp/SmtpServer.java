package io.talel.gateway.mail.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SMTP server and its encryption: TLS from the first byte on port 465, STARTTLS on other ports. Only servers on this machine
 * may do without.
 */
record SmtpServer(String host, int port) {

    /** An IPv6 address stands in brackets. */
    private static final Pattern FORM =
            Pattern.compile("(?<host>[^:\\s\\[\\]]+|\\[[0-9A-Fa-f:.]+])(:(?<port>\\d{1,5}))?");

    /** The port of submission (RFC 6409). */
    private static final int SUBMISSION = 587;

    /** The port of submission over implicit TLS (RFC 8314). */
    private static final int SUBMISSION_OVER_TLS = 465;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Time to write a piece of the mail. */
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(20);

    /**
     * Time for one answer of the server. Some servers check the whole mail before the last answer, for which RFC 5321
     * (4.5.3.2.6) allows ten minutes; delivery limits the other answers to one minute together.
     */
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(10);

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

    /** Properties of Jakarta Mail. */
    Properties properties(boolean authenticated) {
        Properties smtp = new Properties();
        smtp.setProperty("mail.smtp.host", host);
        smtp.setProperty("mail.smtp.port", Integer.toString(port));
        smtp.setProperty("mail.smtp.auth", Boolean.toString(authenticated));
        smtp.setProperty("mail.smtp.ssl.enable", Boolean.toString(hasImplicitTls()));
        smtp.setProperty("mail.smtp.ssl.checkserveridentity", Boolean.toString(mustEncrypt()));
        smtp.setProperty("mail.smtp.starttls.enable", "true");
        smtp.setProperty("mail.smtp.starttls.required", Boolean.toString(mustEncrypt() && !hasImplicitTls()));
        smtp.setProperty("mail.smtp.connectiontimeout", Long.toString(CONNECT_TIMEOUT.toMillis()));
        smtp.setProperty("mail.smtp.timeout", Long.toString(ANSWER_TIMEOUT.toMillis()));
        smtp.setProperty("mail.smtp.writetimeout", Long.toString(WRITE_TIMEOUT.toMillis()));
        // Does not wait for the answer to QUIT.
        smtp.setProperty("mail.smtp.quitwait", "false");
        return smtp;
    }
}
