package io.talel.gateway.mail.smtp;

import jakarta.mail.MessagingException;

/** There is nobody at the address, and nobody will be: to try again would not help. */
public final class NoSuchAddress extends MessagingException {

    private static final long serialVersionUID = 1;

    NoSuchAddress(MessagingException cause) {
        super(cause.getMessage(), cause);
    }

    public NoSuchAddress(String reason) {
        super(reason);
    }
}
