package io.talel.gateway.mail.smtp;

import jakarta.mail.MessagingException;

/** The mail was handed over completely, but no answer came: the server may have accepted it. */
public final class DeliveryUncertain extends MessagingException {

    private static final long serialVersionUID = 1;

    DeliveryUncertain(MessagingException cause) {
        super(cause.getMessage(), cause);
    }
}
