package io.talel.gateway.account.register;

import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import io.talel.kernel.user.Username;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Records a new user and stores the credential. */
@Component
final class NewUsers {

    private static final Logger LOG = LoggerFactory.getLogger(NewUsers.class);

    private final Credentials credentials;
    private final UserIds userIds;
    private final Commands commands;
    private final Queries queries;
    private final Clock clock;

    NewUsers(Credentials credentials, UserIds userIds, Commands commands, Queries queries, Clock clock) {
        this.credentials = credentials;
        this.userIds = userIds;
        this.commands = commands;
        this.queries = queries;
        this.clock = clock;
    }

    /** The number of a user who is about to be registered. */
    UserId draw() {
        return userIds.next();
    }

    /** If a failure leaves open whether the user exists, the credential stays inert and the sweep settles it. */
    Recorded<UserRegistered> register(UserId userId, Email email, Username username, String passwordHash) {
        add(userId, passwordHash);
        try {
            Recorded<UserRegistered> registered = commands.send(new RegisterUser(userId, email, username));
            settle(() -> credentials.confirm(userId));
            return registered;
        } catch (CommandRefused refused) {
            settle(() -> drop(userId));
            throw refused;
        }
    }

    /** The registration, if an earlier attempt has recorded it. The names are those of the request: the log's may be erased. */
    Optional<Recorded<UserRegistered>> find(UserId userId, Email email, Username username) {
        return commands.recorded(userId.toString(), UserRegistered.class)
                .map(found ->
                        new Recorded<>(found.position(), found.at(), new UserRegistered(userId, email, username)));
    }

    /** An earlier attempt at the same registration has stored the same password, so its hash stays. */
    private void add(UserId userId, String passwordHash) {
        try {
            credentials.addInert(userId, passwordHash, clock.instant());
        } catch (DuplicateKeyException e) {
            LOG.info("The registration of {} is tried again", userId);
        }
    }

    /** Another attempt may have registered the user, who needs the credential. */
    private void drop(UserId userId) {
        if (queries.find(new FindAccount(userId), AccountView.class).isEmpty()) {
            credentials.dropInert(userId);
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
