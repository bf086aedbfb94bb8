package io.talel.gateway.account.email;

import io.talel.gateway.mail.page.LinkPage;
import org.springframework.http.HttpStatus;

/** The pages behind the link that confirms an e-mail address. */
final class ConfirmationPages {

    private ConfirmationPages() {}

    static LinkPage confirmEmail() {
        return new LinkPage(
                HttpStatus.OK,
                "Confirm your e-mail address",
                "Is the address that this link was sent to yours?",
                "<button>Yes, confirm it</button>");
    }

    static LinkPage emailConfirmed() {
        return LinkPage.withoutForm(HttpStatus.OK, "E-mail address confirmed", "Thank you. You can close this page.");
    }
}
