package io.talel.gateway.account.register;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.web.body.JsonBody;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RegistrationController {

    private final Registration registration;

    RegistrationController(Registration registration) {
        this.registration = registration;
    }

    @PostMapping("/accounts/register")
    @ResponseStatus(HttpStatus.CREATED)
    AccountAnswer register(IdempotencyKey key, @JsonBody RegisterRequest request, Client client) {
        return AccountAnswer.of(registration.register(key, request, client));
    }
}
