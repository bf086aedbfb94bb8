package io.talel.command.user;

import io.talel.command.claims.NameClaims;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserEvent.UserRegistered;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** Begins users. Names are looked at before: a refusal by the unique index costs a place in the log. */
final class UserRegistration {

    private final Repository<User> users;
    private final NameClaims names;

    UserRegistration(Repository<User> users, NameClaims names) {
        this.users = users;
        this.names = names;
    }

    @CommandHandler
    Recorded<UserRegistered> handle(RegisterUser command) throws Exception {
        Optional<Refusal> taken = names.taken(command.email(), command.username());
        if (taken.isPresent()) {
            throw new CommandRefused(taken.get());
        }
        UserRegistered registered = new UserRegistered(command.userId(), command.email(), command.username());
        Aggregate<User> user = users.newInstance(() -> new User(registered));
        StreamVersion position = new StreamVersion(user.identifierAsString(), user.version());
        return new Recorded<>(position, user.invoke(User::changedAt), registered);
    }
}
