package io.talel.gateway.account.own;

import io.talel.gateway.auth.audit.SecurityLog;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.auth.session.SessionId;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.answer.JsonAnswers;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's own sessions, on all their devices. */
@RestController
@RequestMapping("/accounts/sessions")
class SessionController {

    private final Sessions sessions;
    private final SecurityLog log;
    private final JsonAnswers json;

    SessionController(Sessions sessions, SecurityLog log, JsonAnswers json) {
        this.sessions = sessions;
        this.log = log;
        this.json = json;
    }

    @GetMapping
    ResponseEntity<byte[]> list(SignedIn caller) {
        return json.read(SessionsAnswer.of(sessions.of(caller.userId()), caller.sessionId()));
    }

    /** A session of another person is not found, like an unknown one. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(SignedIn caller, @PathVariable String id) {
        if (!SessionId.isWellFormed(id) || !sessions.end(caller.userId(), new SessionId(id))) {
            throw new HttpRefusal(HttpStatus.NOT_FOUND, "Session not found");
        }
        log.sessionEnded(caller.userId(), new SessionId(id));
    }
}
