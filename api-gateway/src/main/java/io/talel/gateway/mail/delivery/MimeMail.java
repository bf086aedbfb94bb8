package io.talel.gateway.mail.delivery;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;

/** A mail as it is sent: plain text. It has the same Message-ID at every attempt, so that recipients recognise a copy. */
final class MimeMail extends MimeMessage {

    private static final Session NO_SESSION = Session.getInstance(new Properties());

    private final String messageId;

    MimeMail(UUID id, Date date, InternetAddress from, InternetAddress to, MailText text) throws MessagingException {
        super(NO_SESSION);
        messageId = "<" + id + from.getAddress().substring(from.getAddress().lastIndexOf('@')) + ">";
        setFrom(from);
        setRecipient(RecipientType.TO, to);
        setSentDate(date);
        setSubject(text.subject(), "UTF-8");
        setText(text.body(), "UTF-8");
        // Prevents automatic replies (RFC 3834).
        setHeader("Auto-Submitted", "auto-generated");
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
