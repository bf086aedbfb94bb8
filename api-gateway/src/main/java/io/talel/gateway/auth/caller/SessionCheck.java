package io.talel.gateway.auth.caller;

import io.talel.gateway.auth.session.RevokedSessions;
import io.talel.gateway.web.HttpRefusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Checks whether a session is open: before a body is read, and again before a slow upload is stored. */
@Component
public final class SessionCheck {

    private final RevokedSessions revoked;

    SessionCheck(RevokedSessions revoked) {
        this.revoked = revoked;
    }

    /** @throws HttpRefusal with 403 if it has ended */
    public void require(SignedIn caller) {
        if (revoked.concerns(caller.sessionId(), caller.userId(), caller.since())) {
            throw new HttpRefusal(HttpStatus.FORBIDDEN, "Session has ended");
        }
    }
}
