package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A received mail. */
record Mail(String to, String subject, String text, String messageId) {

    private static final Pattern LINK = Pattern.compile("https?://\\S+/v1(/\\S+)");

    static Mail read(InputStream eml) {
        try {
            return of(new MimeMessage(Session.getInstance(new Properties()), eml));
        } catch (MessagingException e) {
            throw new AssertionError("not a mail", e);
        }
    }

    static Mail of(MimeMessage message) {
        try {
            return new Mail(
                    message.getAllRecipients()[0].toString(),
                    message.getSubject(),
                    (String) message.getContent(),
                    message.getMessageID());
        } catch (MessagingException e) {
            throw new AssertionError("not a mail", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part behind {@code /v1} of the only link. */
    String path() {
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).as("a link in: " + text).isTrue();
        return link.group(1);
    }
}
