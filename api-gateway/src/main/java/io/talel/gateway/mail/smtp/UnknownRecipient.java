package io.talel.gateway.mail.smtp;

import jakarta.mail.MessagingException;

/** There is nobody at the address, and nobody will be: to try again would not help. */
public final class UnknownRecipient extends MessagingException {

    private static final long serialVersionUID = 1;

    UnknownRecipient(MessagingException cause) {
        super(cause.getMessage(), cause);
    }

    public UnknownRecipient(String reason) {
        super(reason);
    }
}
