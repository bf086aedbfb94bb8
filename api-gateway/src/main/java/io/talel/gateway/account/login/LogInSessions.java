package io.talel.gateway.account.login;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.session.ActiveSession;
import io.talel.gateway.auth.session.Sessions;
import io.talel.kernel.user.AccountView;
import org.springframework.stereotype.Component;

/** Begins the session of a log-in. */
@Component
final class LogInSessions {

    private final LogInSettings settings;
    private final Sessions sessions;

    LogInSessions(LogInSettings settings, Sessions sessions) {
        this.settings = settings;
        this.sessions = sessions;
    }

    /** Whether the account may have a session: its address may have to be confirmed first. */
    boolean isAllowed(AccountView account) {
        return account.verified() || !settings.requireVerifiedEmail();
    }

    ActiveSession open(AccountView account, Client client) {
        return sessions.open(account.user().id(), account.user().username(), client);
    }

    void end(ActiveSession opened) {
        sessions.end(opened.session().userId(), opened.session().id());
    }
}
