package io.talel.gateway.account.login;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Password;
import io.talel.gateway.web.body.JsonBody;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Begins sessions. */
@RestController
@RequestMapping("/accounts")
class LogInController {

    private final LogIn logIn;
    private final SessionTokens tokens;

    LogInController(LogIn logIn, SessionTokens tokens) {
        this.logIn = logIn;
        this.tokens = tokens;
    }

    @PostMapping("/login")
    ResponseEntity<TokenAnswer> logIn(
            @JsonBody(maxBytes = Password.MAX_BODY_BYTES) LogInRequest request, Client client) {
        return tokens.answer(logIn.logIn(request, client));
    }
}
