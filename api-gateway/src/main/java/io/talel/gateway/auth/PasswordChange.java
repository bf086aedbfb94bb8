package io.talel.gateway.auth;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Credential;
import io.talel.gateway.auth.credential.Password;
import io.talel.gateway.auth.credential.Passwords;
import io.talel.gateway.auth.session.Sessions;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** How somebody who is signed in chooses another password. */
@Service
final class PasswordChange {

    private final Reauthentication reauthentication;
    private final Passwords passwords;
    private final PasswordReplacement replacement;
    private final Sessions sessions;
    private final SecurityLog log;

    PasswordChange(
            Reauthentication reauthentication,
            Passwords passwords,
            PasswordReplacement replacement,
            Sessions sessions,
            SecurityLog log) {
        this.reauthentication = reauthentication;
        this.passwords = passwords;
        this.replacement = replacement;
        this.sessions = sessions;
        this.log = log;
    }

    /**
     * The other sessions end before, so that nothing is done while Redis is away, and once more after, when nobody can
     * begin another one with the old password.
     */
    void change(SignedIn caller, PasswordChangeRequest request, boolean endOtherSessions, Client client) {
        Password chosen = Password.in("new_password", request.newPassword());
        Credential known = reauthentication.check(caller.userId(), request.currentPassword(), client);
        String renewed = passwords.hash(chosen);
        if (endOtherSessions) {
            endOthers(caller);
        }
        if (!replacement.replace(caller.userId(), known.passwordHash(), renewed)) {
            throw Reauthentication.refused();
        }
        log.passwordChanged(caller.userId());
        if (endOtherSessions) {
            endOthers(caller);
        }
    }

    private void endOthers(SignedIn caller) {
        sessions.endAll(caller.userId(), Optional.of(caller.sessionId()))
                .forEach(id -> log.sessionEnded(caller.userId(), id));
    }
}
