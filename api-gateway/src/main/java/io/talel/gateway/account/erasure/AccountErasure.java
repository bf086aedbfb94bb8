package io.talel.gateway.account.erasure;

import io.talel.gateway.auth.caller.Reauthentication;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.ConflictRetries;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.user.ArticlesOnRemoval;
import io.talel.kernel.user.UserCommand.RemoveUser;
import io.talel.kernel.user.UserId;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Deletes an account at the request of its owner. Sessions end first: without Redis nothing else is done. The slow steps follow
 * the event, see {@link WhenUserRemovedThenErase}.
 */
@Service
final class AccountErasure {

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
        ArticlesOnRemoval articles = request.articlesOfRemoved();
        reauthentication.check(caller.userId(), request.password(), client);
        sessions.endAll(caller.userId(), Optional.empty());
        remove(caller.userId(), articles);
        credentials.remove(caller.userId());
    }

    /** Sends the command without an expected version, so that concurrent changes do not refuse it. */
    private void remove(UserId userId, ArticlesOnRemoval articles) {
        ConflictRetries retries = ConflictRetries.begin();
        while (true) {
            try {
                commands.send(userId, new RemoveUser(userId, articles));
                return;
            } catch (CommandRefused e) {
                if (!(e.refusal() instanceof Refusal.Conflict) || !retries.pause()) {
                    throw e;
                }
            }
        }
    }
}
