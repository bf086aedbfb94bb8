package io.talel.gateway.auth.caller;

import io.talel.gateway.web.HttpRefusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The header {@code Authorization: Bearer <token>}. */
final class BearerToken {

    private static final String SCHEME = "Bearer";

    private BearerToken() {}

    /** @throws HttpRefusal with 403 if the header holds no token, in the words of v1 */
    static String in(@Nullable String authorization) {
        if (authorization == null) {
            throw new HttpRefusal(HttpStatus.FORBIDDEN, "No authorization header provided");
        }
        String[] parts = authorization.split(" ", -1);
        if (parts.length < 2 || parts[1].isEmpty()) {
            throw new HttpRefusal(HttpStatus.FORBIDDEN, "No authorization token provided");
        }
        if (parts.length > 2 || !parts[0].equalsIgnoreCase(SCHEME)) {
            throw new HttpRefusal(HttpStatus.FORBIDDEN, "Authorization is not of the form 'Bearer <token>'");
        }
        return parts[1];
    }
}
