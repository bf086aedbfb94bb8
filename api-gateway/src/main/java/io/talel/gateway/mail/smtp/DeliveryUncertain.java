package io.talel.gateway.mail.smtp;

import jakarta.mail.MessagingException;

/** The mail was handed over whole, and then no answer came: nobody knows whether the server took it. */
public final class DeliveryUncertain extends MessagingException {

    private static final long serialVersionUID = 1;

    DeliveryUncertain(MessagingException cause) {
        super(cause.getMessage(), cause);
    }
}
