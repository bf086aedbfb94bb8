package io.talel.gateway.mail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;

/** Sends mails. */
public interface MailTransport {

    /**
     * Hands over a mail completely or not at all. An interrupt breaks it off.
     *
     * @param name name of the mail, the same at every attempt
     * @param handingOver runs right before the mail is complete: from then on it may have been accepted
     * @throws UnknownRecipient if the recipient does not exist
     * @throws DeliveryUncertain if the mail may have been accepted
     */
    void post(String name, MimeMessage mail, Runnable handingOver) throws MessagingException, IOException;

    /** For the log. */
    String description();
}
