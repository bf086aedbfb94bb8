package io.talel.gateway.mail.page;

import io.talel.gateway.auth.credential.Password;
import io.talel.gateway.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/**
 * A page without scripts and external resources, with a form that posts to its own address.
 *
 * @param form content of the form, as HTML; empty: no form
 */
public record LinkPage(HttpStatus status, String title, String text, String form) {

    private static final String STYLE =
            "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;color:#222}"
                    + "button,input{font:inherit;padding:.5rem 1rem}input{display:block;width:100%;box-sizing:border-box;"
                    + "margin:.5rem 0 1rem;padding:.5rem}";

    private static final String STYLE_HASH =
            Base64.getEncoder().encodeToString(Digests.sha256(STYLE.getBytes(StandardCharsets.UTF_8)));

    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + STYLE_HASH
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private static final String BUTTON = "<button>%s</button>";
    private static final String PASSWORD = """
            <label>New password, %1$d to %2$d characters
            <input type="password" name="password" autocomplete="new-password" required minlength="%1$d" maxlength="%2$d">
            </label>
            <button>Set password</button>""".formatted(Password.MIN_LENGTH, Password.MAX_LENGTH);

    private static final String DOCUMENT = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%1$s</title>
            <style>%2$s</style>
            </head>
            <body>
            <h1>%1$s</h1>
            <p>%3$s</p>
            %4$s
            </body>
            </html>
            """;

    public static LinkPage confirmEmail() {
        return new LinkPage(
                HttpStatus.OK,
                "Confirm your e-mail address",
                "Is the address that this link was sent to yours?",
                BUTTON.formatted("Yes, confirm it"));
    }

    public static LinkPage emailConfirmed() {
        return plain(HttpStatus.OK, "E-mail address confirmed", "Thank you. You can close this page.");
    }

    public static LinkPage setPassword() {
        return new LinkPage(
                HttpStatus.OK,
                "Set a new password",
                "Your sessions end on all devices, so log in anew after it.",
                PASSWORD);
    }

    /** @param problem why the password is refused */
    public static LinkPage setAnotherPassword(String problem) {
        return new LinkPage(HttpStatus.BAD_REQUEST, "Set a new password", problem + ".", PASSWORD);
    }

    public static LinkPage passwordSet() {
        return plain(HttpStatus.OK, "Password set", "You can log in with your new password.");
    }

    static LinkPage of(LinkState bad) {
        return plain(bad.status(), "This link does not work", bad.message() + ".");
    }

    private static LinkPage plain(HttpStatus status, String title, String text) {
        return new LinkPage(status, title, text, "");
    }

    public ResponseEntity<byte[]> answer() {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .body(html().getBytes(StandardCharsets.UTF_8));
    }

    private String html() {
        String inForm = form.isEmpty() ? "" : "<form method=\"post\">\n" + form + "\n</form>";
        return DOCUMENT.formatted(title, STYLE, HtmlUtils.htmlEscape(text, "UTF-8"), inForm);
    }
}
