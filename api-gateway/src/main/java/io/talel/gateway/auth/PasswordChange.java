package io.talel.gateway.auth;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.credential.Password;
import io.talel.gateway.auth.credential.Passwords;
import io.talel.gateway.auth.mail.MailKind;
import io.talel.gateway.auth.mail.MailNotices;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.auth.throttle.Action;
import io.talel.gateway.auth.throttle.Attempt;
import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.UserId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** How somebody who is signed in chooses another password. */
@Service
final class PasswordChange {

    private final Throttle throttle;
    private final Passwords passwords;
    private final Credentials credentials;
    private final Sessions sessions;
    private final MailNotices notices;
    private final SecurityLog log;

    PasswordChange(
            Throttle throttle,
            Passwords passwords,
            Credentials credentials,
            Sessions sessions,
            MailNotices notices,
            SecurityLog log) {
        this.throttle = throttle;
        this.passwords = passwords;
        this.credentials = credentials;
        this.sessions = sessions;
        this.notices = notices;
        this.log = log;
    }

    void change(SignedIn caller, PasswordChangeRequest request, boolean endOtherSessions, Client client) {
        String current = LogIn.PASSWORD.check(request.currentPassword());
        Password chosen = Password.in("new_password", request.newPassword());
        try (Attempt attempt = throttle.begin(Action.LOG_IN, caller.userId().toString(), client)) {
            Optional<String> known = credentials.passwordHash(caller.userId());
            if (!passwords.verify(current, known) || !replace(caller.userId(), known, chosen)) {
                attempt.failed();
                log.logInFailed(Optional.of(caller.userId()), client);
                throw new HttpRefusal(HttpStatus.UNAUTHORIZED, "Invalid password");
            }
            attempt.succeeded();
        }
        log.passwordChanged(caller.userId());
        notices.tell(
                MailKind.PASSWORD_CHANGED, caller.userId(), UUID.randomUUID().toString());
        if (endOtherSessions) {
            sessions.endAll(caller.userId(), Optional.of(caller.sessionId()))
                    .forEach(id -> log.sessionEnded(caller.userId(), id));
        }
    }

    /** @return false if somebody else has changed it meanwhile */
    private boolean replace(UserId userId, Optional<String> known, Password chosen) {
        return credentials.replace(userId, known.orElseThrow(), passwords.hash(chosen));
    }
}
