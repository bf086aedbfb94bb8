package io.talel.gateway.auth;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.web.JsonAnswers;
import io.talel.gateway.web.JsonBody;
import io.talel.kernel.user.AccountView;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The account of whoever is signed in. */
@RestController
@RequestMapping("/accounts/me")
class OwnAccountController {

    private final OwnAccount account;
    private final JsonAnswers json;

    OwnAccountController(OwnAccount account, JsonAnswers json) {
        this.account = account;
        this.json = json;
    }

    @GetMapping
    ResponseEntity<byte[]> show(SignedIn caller) {
        return answer(account.show(caller.userId()));
    }

    @PatchMapping
    ResponseEntity<byte[]> change(SignedIn caller, @JsonBody AccountChange change, Client client) {
        return answer(account.change(caller.userId(), change, client));
    }

    private ResponseEntity<byte[]> answer(AccountView view) {
        return json.read(view.user().version(), OwnAccountAnswer.of(view));
    }
}
