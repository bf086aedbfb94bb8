package io.talel.gateway.account.password;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.idempotency.IdempotentRequest;
import io.talel.gateway.mail.page.PageOrJson;
import io.talel.kernel.InvalidValue;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Handles the form of the page that sets a new password; always answers with a page. */
@Component
final class ResetFormHandler {

    private final IdempotentReset reset;
    private final PageOrJson answers;

    ResetFormHandler(IdempotentReset reset, PageOrJson answers) {
        this.reset = reset;
        this.answers = answers;
    }

    ResponseEntity<byte[]> sent(IdempotentRequest request, String link, String password, Client client) {
        try {
            return answers.page(reset.reset(request, link, password, client), ResetPages.passwordSet());
        } catch (InvalidValue e) {
            return ResetPages.setAnotherPassword(
                            "The " + String.valueOf(e.getMessage()).replace("'", ""))
                    .answer();
        }
    }
}
