package io.talel.gateway.account.erasure;

import io.talel.gateway.auth.caller.Reauthentication;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.bus.Commands;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.user.ArticlesOfRemoved;
import io.talel.kernel.user.UserCommand.RemoveUser;
import io.talel.kernel.user.UserId;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * How people delete their account. Sessions end first: if Redis is down nothing else is done. The slow steps follow when
 * the event is known, see {@link WhenUserRemovedThenErase}.
 */
@Service
final class AccountErasure {

    private static final int ATTEMPTS = 5;

    private final Reauthentication reauthentication;
    private final Sessions sessions;
    private final Commands commands;
    private final Credentials credentials;

    AccountErasure(Reauthentication reauthentication, Sessions sessions, Commands commands, Credentials credentials) {
        this.reauthentication = reauthentication;
        this.sessions = sessions;
        this.commands = commands;
        this.credentials = credentials;
    }

    void erase(SignedIn caller, ErasureRequest request, Client client) {
        ArticlesOfRemoved articles = request.articlesOfRemoved();
        reauthentication.check(caller.userId(), request.password(), client);
        sessions.endAll(caller.userId(), Optional.empty());
        remove(caller.userId(), articles);
        credentials.remove(caller.userId());
    }

    /** A removal goes with whatever else is changed at the same time, so it does not give way to it. */
    private void remove(UserId userId, ArticlesOfRemoved articles) {
        for (int attempt = 1; ; attempt++) {
            try {
                commands.send(userId, new RemoveUser(userId, articles));
                return;
            } catch (CommandRefused e) {
                if (!(e.refusal() instanceof Refusal.Conflict) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
