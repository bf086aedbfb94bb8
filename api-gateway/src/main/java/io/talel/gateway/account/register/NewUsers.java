package io.talel.gateway.account.register;

import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.bus.Commands;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import io.talel.kernel.user.Username;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Records a new user and stores the credential. */
@Component
final class NewUsers {

    private static final Logger LOG = LoggerFactory.getLogger(NewUsers.class);

    private final Credentials credentials;
    private final UserIds userIds;
    private final Commands commands;
    private final Clock clock;

    NewUsers(Credentials credentials, UserIds userIds, Commands commands, Clock clock) {
        this.credentials = credentials;
        this.userIds = userIds;
        this.commands = commands;
        this.clock = clock;
    }

    /** If a failure leaves open whether the user exists, the credential stays inert and the sweep settles it. */
    Recorded<UserRegistered> register(Email email, Username username, String passwordHash) {
        UserId userId = userIds.next();
        credentials.addInert(userId, passwordHash, clock.instant());
        try {
            Recorded<UserRegistered> registered = commands.send(new RegisterUser(userId, email, username));
            settle(() -> credentials.confirm(userId));
            return registered;
        } catch (CommandRefused refused) {
            settle(() -> credentials.dropInert(userId));
            throw refused;
        }
    }

    private static void settle(Runnable change) {
        try {
            change.run();
        } catch (DataAccessException e) {
            LOG.warn("A credential is left for the sweep to settle: {}", e.toString());
        }
    }
}
