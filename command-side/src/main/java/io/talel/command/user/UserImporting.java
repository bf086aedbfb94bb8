package io.talel.command.user;

import io.talel.command.claims.NameClaims;
import io.talel.command.eventlog.BackdatedEvents;
import io.talel.command.eventlog.BackdatedEvents.Past;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.user.AvatarUrl;
import io.talel.kernel.user.Location;
import io.talel.kernel.user.UserCommand.ImportUser;
import io.talel.kernel.user.UserEvent.AvatarChanged;
import io.talel.kernel.user.UserEvent.EmailConfirmed;
import io.talel.kernel.user.UserEvent.LocationChanged;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;

/** Begins users with what another service knew of them. Their names are claimed as those of new users are. */
final class UserImporting {

    private final BackdatedEvents past;
    private final NameClaims names;

    UserImporting(BackdatedEvents past, NameClaims names) {
        this.past = past;
        this.names = names;
    }

    @CommandHandler
    void handle(ImportUser command) {
        Optional<Refusal> taken = names.taken(command.email(), command.username());
        if (taken.isPresent()) {
            throw new CommandRefused(taken.get());
        }
        past.begin(User.class, command.userId().toString(), history(command));
    }

    private static List<Past> history(ImportUser command) {
        UserId user = command.userId();
        List<Past> history = new ArrayList<>();
        history.add(new Past(new UserRegistered(user, command.email(), command.username()), command.registeredAt()));
        if (!command.location().equals(Location.NONE)) {
            history.add(new Past(new LocationChanged(user, command.location()), command.registeredAt()));
        }
        if (!command.avatarUrl().equals(AvatarUrl.NONE)) {
            history.add(new Past(new AvatarChanged(user, command.avatarUrl()), command.registeredAt()));
        }
        if (command.verified()) {
            history.add(new Past(new EmailConfirmed(user), command.changedAt()));
        }
        return history;
    }
}
