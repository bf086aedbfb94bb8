package io.talel.gateway.auth;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.bus.Commands;
import io.talel.kernel.user.ArticlesOfRemoved;
import io.talel.kernel.user.UserCommand.RemoveUser;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * How people delete their account. Sessions end first: if Redis is down nothing is done. What takes longer follows when
 * the event is known, see {@link io.talel.gateway.auth.erasure}.
 */
@Service
final class AccountErasure {

    private final Reauthentication reauthentication;
    private final Sessions sessions;
    private final Commands commands;
    private final Credentials credentials;
    private final SecurityLog log;

    AccountErasure(
            Reauthentication reauthentication,
            Sessions sessions,
            Commands commands,
            Credentials credentials,
            SecurityLog log) {
        this.reauthentication = reauthentication;
        this.sessions = sessions;
        this.commands = commands;
        this.credentials = credentials;
        this.log = log;
    }

    void erase(SignedIn caller, ErasureRequest request, Client client) {
        ArticlesOfRemoved articles = request.articlesOfRemoved();
        reauthentication.check(caller.userId(), request.password(), client);
        sessions.endAll(caller.userId(), Optional.empty());
        commands.send(caller.userId(), new RemoveUser(caller.userId(), articles));
        credentials.remove(caller.userId());
        log.accountErased(caller.userId());
    }
}
