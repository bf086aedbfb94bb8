package io.talel.gateway.account.login;

import io.talel.gateway.auth.session.IssuedSession;
import io.talel.gateway.auth.token.AccessTokens;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Answers with the tokens of a session: the access token in the body, the refresh token in the cookie. */
@Component
final class SessionTokens {

    private final AccessTokens accessTokens;
    private final RefreshCookie cookie;

    SessionTokens(AccessTokens accessTokens, RefreshCookie cookie) {
        this.accessTokens = accessTokens;
        this.cookie = cookie;
    }

    ResponseEntity<TokenAnswer> answer(IssuedSession issued) {
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie.holding(issued.refreshToken()))
                .cacheControl(CacheControl.noStore())
                .body(new TokenAnswer(accessTokens.issue(issued.session())));
    }
}
