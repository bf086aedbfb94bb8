package io.talel.gateway.account.own;

import io.talel.gateway.auth.caller.RateLimited;
import io.talel.gateway.auth.caller.RateLimitedAction;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Password;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.gateway.web.body.JsonBody;
import io.talel.gateway.web.parameter.IfMatch;
import io.talel.kernel.user.AccountView;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The account of the caller. */
@RestController
@RequestMapping("/accounts/me")
class OwnAccountController {

    private final OwnAccount account;
    private final AccountExportDownload export;
    private final JsonAnswers json;

    OwnAccountController(OwnAccount account, AccountExportDownload export, JsonAnswers json) {
        this.account = account;
        this.export = export;
        this.json = json;
    }

    @GetMapping
    @RateLimited(RateLimitedAction.READ_ACCOUNT)
    ResponseEntity<byte[]> show(SignedIn caller) {
        return answer(account.show(caller.userId()));
    }

    @PatchMapping
    @RateLimited(RateLimitedAction.READ_ACCOUNT)
    ResponseEntity<byte[]> change(
            SignedIn caller,
            IfMatch ifMatch,
            @JsonBody(maxBytes = Password.MAX_BODY_BYTES) AccountChangeRequest change,
            Client client) {
        return answer(account.change(caller.userId(), ifMatch, change, client));
    }

    /** @return nothing: the export is written to the response */
    @GetMapping("/export")
    void export(SignedIn caller, Client client, HttpServletResponse response) throws IOException {
        export.send(caller, client, response);
    }

    private ResponseEntity<byte[]> answer(AccountView view) {
        return json.read(view.user().version(), view.updatedAt(), OwnAccountAnswer.of(view));
    }
}
