package io.talel.gateway.mail.page;

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

    static LinkPage of(LinkState bad) {
        return withoutForm(bad.status(), "This link does not work", bad.message() + ".");
    }

    public static LinkPage withoutForm(HttpStatus status, String title, String text) {
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
