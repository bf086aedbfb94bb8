package io.talel.gateway.auth.caller;

import io.talel.gateway.auth.token.AccessToken;
import io.talel.gateway.auth.token.AccessTokens;
import io.talel.gateway.auth.token.TokenRefused;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.pool.BodySpace;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Identifies the caller of a request by the access token, which is verified once per request. */
@Component
final class Callers {

    private static final String VERIFIED = Callers.class.getName();

    private final AccessTokens tokens;
    private final SessionCheck sessions;

    Callers(AccessTokens tokens, SessionCheck sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    /**
     * The verified token; its session may have ended.
     *
     * @throws HttpRefusal with 403 without a valid token
     */
    AccessToken token(HttpServletRequest request) {
        if (request.getAttribute(VERIFIED) instanceof AccessToken verified) {
            return verified;
        }
        AccessToken token = read(BearerToken.in(request.getHeader(HttpHeaders.AUTHORIZATION)));
        request.setAttribute(VERIFIED, token);
        BodySpace.setOwner(request, token.userId().toString());
        return token;
    }

    /** @throws HttpRefusal with 403 without a valid token, or if its session has ended */
    SignedIn signedIn(HttpServletRequest request) {
        AccessToken token = token(request);
        SignedIn caller = new SignedIn(token.sessionId(), token.userId(), token.username(), token.begunAt());
        sessions.require(caller);
        return caller;
    }

    private AccessToken read(String token) {
        try {
            return tokens.read(token);
        } catch (TokenRefused e) {
            throw new HttpRefusal(HttpStatus.FORBIDDEN, String.valueOf(e.getMessage()));
        }
    }
}
