package io.talel.gateway.mail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;

/** The way out for mails. */
public interface MailTransport {

    /**
     * Hands a mail on, whole or not at all. An interrupt breaks it off.
     *
     * @param name of the mail, the same at every attempt
     * @param handingOver is told when the mail is about to be there whole: from then on it may be taken
     * @throws UnknownRecipient if it never can be
     * @throws DeliveryUncertain if nobody knows whether it was
     */
    void post(String name, MimeMessage mail, Runnable handingOver) throws MessagingException, IOException;

    /** For the log. */
    String description();
}
