package io.talel.gateway.account.erasure;

import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Password;
import io.talel.gateway.web.answer.MessageAnswer;
import io.talel.gateway.web.body.JsonBody;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ErasureController {

    private final AccountErasure erasure;

    ErasureController(AccountErasure erasure) {
        this.erasure = erasure;
    }

    @DeleteMapping("/accounts/me")
    MessageAnswer erase(
            SignedIn caller, @JsonBody(maxBytes = Password.MAX_BODY_BYTES) ErasureRequest request, Client client) {
        erasure.erase(caller, request, client);
        return new MessageAnswer("Account deleted");
    }
}
