package io.talel.gateway.account.password;

import io.talel.gateway.account.email.EmailRequest;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Password;
import io.talel.gateway.idempotency.Idempotency;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.mail.page.PageOrJson;
import io.talel.gateway.web.answer.MessageAnswer;
import io.talel.gateway.web.body.JsonBody;
import io.talel.gateway.web.parameter.BooleanParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Changing a password, and setting a forgotten one by a link in a mail. */
@RestController
@RequestMapping("/accounts")
class PasswordController {

    private final PasswordChange change;
    private final ResetLinks links;
    private final IdempotentReset reset;
    private final ResetFormHandler form;
    private final PageOrJson answers;
    private final Idempotency idempotency;

    PasswordController(
            PasswordChange change,
            ResetLinks links,
            IdempotentReset reset,
            ResetFormHandler form,
            PageOrJson answers,
            Idempotency idempotency) {
        this.change = change;
        this.links = links;
        this.reset = reset;
        this.form = form;
        this.answers = answers;
        this.idempotency = idempotency;
    }

    @PostMapping("/password")
    MessageAnswer change(
            SignedIn caller,
            IdempotencyKey key,
            @RequestParam(name = "end_other_sessions", defaultValue = "true") String endOtherSessions,
            @JsonBody(maxBytes = Password.MAX_BODY_BYTES) PasswordChangeRequest request,
            Client client) {
        boolean endOthers = BooleanParameter.in("end_other_sessions", endOtherSessions);
        idempotency.once(
                key.by(caller.userId()),
                () -> request,
                true,
                execution -> change.change(caller, request, endOthers, client, execution));
        return new MessageAnswer("Password changed");
    }

    /** Answers the same whether or not the account exists. */
    @PostMapping("/password/forgotten")
    @ResponseStatus(HttpStatus.ACCEPTED)
    MessageAnswer forgotten(IdempotencyKey key, @JsonBody EmailRequest request, Client client) {
        links.request(key, request.email(), client);
        return new MessageAnswer("If there is an account with this address, a mail with a link is on its way");
    }

    @GetMapping("/reset/{token}")
    ResponseEntity<byte[]> look(
            @PathVariable String token,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        return answers.answer(accept, links.look(token), ResetPages.setPassword());
    }

    @PostMapping("/reset/{token}")
    ResponseEntity<byte[]> reset(
            IdempotencyKey key, @PathVariable String token, @JsonBody NewPasswordRequest request, Client client) {
        return answers.json(reset.reset(key.byLink(), token, request.password(), client), ResetPages.passwordSet());
    }

    @PostMapping(path = "/reset/{token}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<byte[]> resetByForm(
            IdempotencyKey key,
            @PathVariable String token,
            @RequestParam(defaultValue = "") String password,
            Client client) {
        return form.sent(key.byLink(), token, password, client);
    }
}
