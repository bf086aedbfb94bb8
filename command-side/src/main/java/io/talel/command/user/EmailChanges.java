package io.talel.command.user;

import io.talel.command.claims.NameClaims;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.user.UserCommand.RequestEmailChange;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;

/** Lets users ask for another address. Whether it is free is asked here, and judged when it is confirmed. */
final class EmailChanges {

    private final Repository<User> users;
    private final NameClaims names;

    EmailChanges(Repository<User> users, NameClaims names) {
        this.users = users;
        this.names = names;
    }

    @CommandHandler
    StreamVersion handle(RequestEmailChange command) {
        Optional<Refusal> taken = names.taken(command.email(), command.userId());
        if (taken.isPresent()) {
            throw new CommandRefused(taken.get());
        }
        return users.load(command.userId().toString()).invoke(user -> user.request(command));
    }
}
