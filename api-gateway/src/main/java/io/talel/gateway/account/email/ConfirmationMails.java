package io.talel.gateway.account.email;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.throttle.Attempt;
import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.auth.throttle.ThrottledAction;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.mail.queue.LinkRequests;
import io.talel.gateway.mail.queue.MailKind;
import org.springframework.stereotype.Component;

/** Sends the link that confirms the address of an account again. */
@Component
final class ConfirmationMails {

    private final Throttle throttle;
    private final LinkRequests requests;

    ConfirmationMails(Throttle throttle, LinkRequests requests) {
        this.throttle = throttle;
        this.requests = requests;
    }

    /** Sends a link if an unconfirmed account has this address. The answer does not reveal that. */
    void resend(IdempotencyKey key, String email, Client client) {
        try (Attempt attempt = throttle.begin(ThrottledAction.RESEND, email, client)) {
            requests.request(key.by(client), MailKind.CONFIRM_EMAIL, email, account -> !account.verified());
            attempt.succeeded();
        }
    }
}
