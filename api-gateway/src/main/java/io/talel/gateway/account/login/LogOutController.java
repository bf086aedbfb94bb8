package io.talel.gateway.account.login;

import io.talel.gateway.auth.audit.SecurityLog;
import io.talel.gateway.auth.session.RevokedSessions;
import io.talel.gateway.auth.session.SessionId;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.auth.token.AccessToken;
import io.talel.gateway.idempotency.Idempotency;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.answer.MessageAnswer;
import io.talel.gateway.web.parameter.BooleanParameter;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Ends sessions. */
@RestController
@RequestMapping("/accounts")
class LogOutController {

    private final Sessions sessions;
    private final RevokedSessions revoked;
    private final SecurityLog log;
    private final Idempotency idempotency;

    LogOutController(Sessions sessions, RevokedSessions revoked, SecurityLog log, Idempotency idempotency) {
        this.sessions = sessions;
        this.revoked = revoked;
        this.log = log;
        this.idempotency = idempotency;
    }

    /** Accepts a token whose session has ended, and then only says so. The cookie stays; it is void, too. */
    @PostMapping("/logout")
    MessageAnswer logOut(AccessToken token, IdempotencyKey key, @RequestParam(defaultValue = "false") String all) {
        boolean everywhere = BooleanParameter.in("all", all);
        if (!idempotency.once(
                key.by(token.userId()),
                () -> token.sessionId().value(),
                true,
                execution -> logOutOpen(token, everywhere) || execution.isRepeated())) {
            throw new HttpRefusal(HttpStatus.CONFLICT, "No token to delete");
        }
        return new MessageAnswer("Successfully logged out");
    }

    /** @return false if the session has ended before */
    private boolean logOutOpen(AccessToken token, boolean everywhere) {
        if (revoked.concerns(token.sessionId(), token.userId(), token.begunAt()) || !logOut(token, everywhere)) {
            return false;
        }
        log.loggedOut(token.userId(), token.sessionId());
        return true;
    }

    /** @return whether the session of the token existed */
    private boolean logOut(AccessToken token, boolean everywhere) {
        return everywhere ? endAll(token) : sessions.logOut(token.userId(), token.sessionId());
    }

    private boolean endAll(AccessToken token) {
        List<SessionId> ended = sessions.endAll(token.userId(), Optional.empty());
        ended.stream().filter(id -> !id.equals(token.sessionId())).forEach(id -> log.sessionEnded(token.userId(), id));
        return ended.contains(token.sessionId());
    }
}
