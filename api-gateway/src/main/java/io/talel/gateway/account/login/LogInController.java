package io.talel.gateway.account.login;

import io.talel.gateway.auth.audit.SecurityLog;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Password;
import io.talel.gateway.auth.session.IssuedSession;
import io.talel.gateway.auth.session.RefreshResult.Granted;
import io.talel.gateway.auth.session.RefreshResult.Replayed;
import io.talel.gateway.auth.session.RefreshResult.Unknown;
import io.talel.gateway.auth.session.SessionId;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.auth.token.AccessTokens;
import io.talel.gateway.mail.queue.MailKind;
import io.talel.gateway.mail.queue.Notices;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.body.JsonBody;
import io.talel.kernel.user.UserId;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Begins and refreshes sessions. */
@RestController
@RequestMapping("/accounts")
class LogInController {

    private final LogIn logIn;
    private final Sessions sessions;
    private final AccessTokens accessTokens;
    private final RefreshCookie cookie;
    private final Notices notices;
    private final SecurityLog log;

    LogInController(
            LogIn logIn,
            Sessions sessions,
            AccessTokens accessTokens,
            RefreshCookie cookie,
            Notices notices,
            SecurityLog log) {
        this.logIn = logIn;
        this.sessions = sessions;
        this.accessTokens = accessTokens;
        this.cookie = cookie;
        this.notices = notices;
        this.log = log;
    }

    @PostMapping("/login")
    ResponseEntity<TokenAnswer> logIn(
            @JsonBody(maxBytes = Password.MAX_BODY_BYTES) LogInRequest request, Client client) {
        return tokens(logIn.logIn(request, client));
    }

    /** The request has no body and no content type: it carries the cookie. */
    @PostMapping("/token")
    ResponseEntity<TokenAnswer> refresh(HttpServletRequest request, Client client) {
        return tokens(
                switch (sessions.refresh(RefreshCookie.in(request))) {
                    case Granted(IssuedSession issued) -> issued;
                    case Unknown _ -> throw unauthorised("No stored refresh token for user");
                    case Replayed(SessionId id, UserId userId) -> {
                        log.refreshTokenReused(userId, id, client);
                        notices.tell(MailKind.SESSION_REUSED, userId, id.value());
                        throw unauthorised("Provided refresh token not matching stored refresh token");
                    }
                });
    }

    private ResponseEntity<TokenAnswer> tokens(IssuedSession issued) {
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie.holding(issued.refreshToken()))
                .cacheControl(CacheControl.noStore())
                .body(new TokenAnswer(accessTokens.issue(issued.session())));
    }

    private static HttpRefusal unauthorised(String message) {
        return new HttpRefusal(HttpStatus.UNAUTHORIZED, message);
    }
}
