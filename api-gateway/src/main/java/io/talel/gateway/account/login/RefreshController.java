package io.talel.gateway.account.login;

import io.talel.gateway.auth.audit.SecurityLog;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.session.IssuedSession;
import io.talel.gateway.auth.session.RefreshResult.Granted;
import io.talel.gateway.auth.session.RefreshResult.Replayed;
import io.talel.gateway.auth.session.RefreshResult.Unknown;
import io.talel.gateway.auth.session.SessionId;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.mail.queue.MailKind;
import io.talel.gateway.mail.queue.Notices;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.UserId;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Refreshes sessions. */
@RestController
@RequestMapping("/accounts")
class RefreshController {

    private final Sessions sessions;
    private final SessionTokens tokens;
    private final Notices notices;
    private final SecurityLog log;

    RefreshController(Sessions sessions, SessionTokens tokens, Notices notices, SecurityLog log) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.notices = notices;
        this.log = log;
    }

    /** The request has no body and no content type: it carries the cookie. */
    @PostMapping("/token")
    ResponseEntity<TokenAnswer> refresh(HttpServletRequest request, Client client) {
        return tokens.answer(
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

    private static HttpRefusal unauthorised(String message) {
        return new HttpRefusal(HttpStatus.UNAUTHORIZED, message);
    }
}
