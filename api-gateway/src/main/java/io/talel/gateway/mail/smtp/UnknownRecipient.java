package io.talel.gateway.mail.smtp;

import jakarta.mail.MessagingException;

/** The recipient does not exist; another attempt would fail, too. */
public final class UnknownRecipient extends MessagingException {

    private static final long serialVersionUID = 1;

    UnknownRecipient(MessagingException cause) {
        super(cause.getMessage(), cause);
    }

    public UnknownRecipient(String reason) {
        super(reason);
    }
}
