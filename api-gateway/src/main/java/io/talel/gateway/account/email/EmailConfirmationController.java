package io.talel.gateway.account.email;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.mail.page.PageOrJson;
import io.talel.gateway.web.answer.MessageAnswer;
import io.talel.gateway.web.body.JsonBody;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Confirms an e-mail address by a link, and sends the link again. */
@RestController
@RequestMapping("/accounts/verify")
class EmailConfirmationController {

    private final EmailConfirmation confirmation;
    private final ConfirmationMails mails;
    private final PageOrJson answers;

    EmailConfirmationController(EmailConfirmation confirmation, ConfirmationMails mails, PageOrJson answers) {
        this.confirmation = confirmation;
        this.mails = mails;
        this.answers = answers;
    }

    @GetMapping("/{token}")
    ResponseEntity<byte[]> look(
            @PathVariable String token,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        return answers.answer(accept, confirmation.look(token), ConfirmationPages.confirmEmail());
    }

    @PostMapping("/{token}")
    ResponseEntity<byte[]> confirm(
            IdempotencyKey key,
            @PathVariable String token,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        return answers.answer(accept, confirmation.confirm(key.byLink(), token), ConfirmationPages.emailConfirmed());
    }

    /** Answers the same whether or not the account exists. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    MessageAnswer resend(IdempotencyKey key, @JsonBody EmailRequest request, Client client) {
        mails.resend(key, request.email(), client);
        return new MessageAnswer("If this address has to be confirmed, a mail with a link is on its way");
    }
}
