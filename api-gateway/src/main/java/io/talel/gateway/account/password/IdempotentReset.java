package io.talel.gateway.account.password;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.idempotency.Idempotency;
import io.talel.gateway.idempotency.IdempotentRequest;
import io.talel.gateway.mail.page.LinkState;
import org.springframework.stereotype.Component;

/** Sets a new password by a link; a repeated request is answered like the first. */
@Component
final class IdempotentReset {

    private final ResetLinks links;
    private final PasswordReset reset;
    private final Idempotency idempotency;

    IdempotentReset(ResetLinks links, PasswordReset reset, Idempotency idempotency) {
        this.links = links;
        this.reset = reset;
        this.idempotency = idempotency;
    }

    LinkState reset(IdempotentRequest request, String link, String password, Client client) {
        if (links.read(link).isEmpty()) {
            return LinkState.MALFORMED;
        }
        return idempotency.once(
                request, () -> password, LinkState.GOOD, execution -> reset.reset(link, password, client, execution));
    }
}
