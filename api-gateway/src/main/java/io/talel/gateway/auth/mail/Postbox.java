package io.talel.gateway.auth.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;

/** The way out for mails. */
interface Postbox {

    /**
     * Hands a mail on, whole or not at all.
     *
     * @param name of the mail, the same at every attempt
     */
    void post(String name, MimeMessage mail) throws MessagingException, IOException;

    /** For the log. */
    String description();
}
