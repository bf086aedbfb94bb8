package io.talel.gateway.account.password;

import io.talel.gateway.auth.credential.Password;
import io.talel.gateway.mail.page.LinkPage;
import org.springframework.http.HttpStatus;

/** The pages behind the link that resets a password. */
final class ResetPages {

    private static final String FORM = """
            <label>New password, %1$d to %2$d characters
            <input type="password" name="password" autocomplete="new-password" required minlength="%1$d" maxlength="%2$d">
            </label>
            <button>Set password</button>""".formatted(Password.MIN_LENGTH, Password.MAX_LENGTH);

    private ResetPages() {}

    static LinkPage setPassword() {
        return new LinkPage(
                HttpStatus.OK,
                "Set a new password",
                "Your sessions end on all devices, so log in anew after it.",
                FORM);
    }

    /** @param problem why the password is refused */
    static LinkPage setAnotherPassword(String problem) {
        return new LinkPage(HttpStatus.BAD_REQUEST, "Set a new password", problem + ".", FORM);
    }

    static LinkPage passwordSet() {
        return LinkPage.withoutForm(HttpStatus.OK, "Password set", "You can log in with your new password.");
    }
}
