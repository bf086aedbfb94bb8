package io.talel.gateway.idempotency;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/**
 * The header {@code Idempotency-Key} of a POST. A controller method may take it as a parameter.
 *
 * @param value empty if the client sent none
 * @param query query of the address, or an empty text
 */
public record IdempotencyKey(Optional<String> value, String path, String query) {

    static final String HEADER = "Idempotency-Key";

    private static final int MAX_LENGTH = 255;

    /**
     * Longest text of a key: in quotes, with a backslash before each character. The match recurses once for each character, so a
     * longer text could exhaust the stack.
     */
    private static final int MAX_TEXT = 2 * MAX_LENGTH + 2;

    /** A string of RFC 8941, as the draft of the header wants it. */
    private static final Pattern QUOTED =
            Pattern.compile("\"((?:[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]|\\\\[\"\\\\])*)\"");

    /** As most clients send it. */
    private static final Pattern BARE = Pattern.compile("[\\x21-\\x7E&&[^\",;\\\\]]+");

    /** @throws HttpRefusal with 400 if the header is malformed or comes more than once */
    static IdempotencyKey of(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HEADER));
        if (headers.size() > 1) {
            throw malformed();
        }
        return new IdempotencyKey(
                headers.stream().findFirst().map(IdempotencyKey::parse),
                request.getRequestURI(),
                Objects.requireNonNullElse(request.getQueryString(), ""));
    }

    private static String parse(String header) {
        String text = header.strip();
        if (text.length() > MAX_TEXT) {
            throw malformed();
        }
        Matcher quoted = QUOTED.matcher(text);
        String key = quoted.matches() ? quoted.group(1).replaceAll("\\\\(.)", "$1") : bare(text);
        if (key.isEmpty() || key.length() > MAX_LENGTH) {
            throw malformed();
        }
        return key;
    }

    private static String bare(String text) {
        if (!BARE.matcher(text).matches()) {
            throw malformed();
        }
        return text;
    }

    private static HttpRefusal malformed() {
        return new HttpRefusal(
                HttpStatus.BAD_REQUEST,
                HEADER + " must be one text of 1 to " + MAX_LENGTH + " visible ASCII characters");
    }

    /** The request of a signed-in person. */
    public IdempotentRequest by(UserId person) {
        return new IdempotentRequest(this, person.toString(), false);
    }

    /** The request of a stranger. */
    public IdempotentRequest by(Client client) {
        return new IdempotentRequest(this, client.address().network(), true);
    }

    /** The request of somebody who has the link of a mail, which the path names. */
    public IdempotentRequest byLink() {
        return new IdempotentRequest(this, "link", false);
    }

    /** Says nothing, so that no log shows a link. */
    @Override
    public String toString() {
        return "IdempotencyKey";
    }
}
