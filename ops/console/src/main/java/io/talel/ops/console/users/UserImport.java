package io.talel.ops.console.users;

import static org.axonframework.commandhandling.GenericCommandMessage.asCommandMessage;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.Refusal.UsernameTaken;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.UserCommand;
import io.talel.kernel.user.UserCommand.ConfirmEmail;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import io.talel.ops.console.command.Sides;
import io.talel.ops.console.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;

/**
 * Registers people as the gateway does it: the credential first, which does nothing until the user exists. Whoever is there
 * already keeps their password, so that an import that was broken off can be begun again.
 */
final class UserImport {

    private static final String ADD =
            "INSERT INTO auth.credential (user_id, password_hash, created_at, inert) VALUES (?, ?, now(), true)";
    private static final String CONFIRM = "UPDATE auth.credential SET inert = false WHERE user_id = ?";
    private static final String DROP = "DELETE FROM auth.credential WHERE user_id = ? AND inert";

    private final CommandGateway commands;
    private final QueryGateway queries;
    private final UserIds userIds;
    private final Connection eventStore;

    UserImport(Sides sides, Connection eventStore) {
        this.commands = sides.get(CommandGateway.class);
        this.queries = sides.get(QueryGateway.class);
        this.userIds = sides.get(UserIds.class);
        this.eventStore = eventStore;
    }

    /**
     * @return whether they were not there yet
     * @throws IllegalArgumentException if somebody else has the username
     */
    boolean bringIn(OldAccount old) throws SQLException {
        boolean absent = find(old).isEmpty();
        if (absent) {
            register(old);
        }
        find(old)
                .filter(account -> old.verified() && !account.verified())
                .ifPresent(account -> send(new ConfirmEmail(account.user().id(), account.emailGivenAt())));
        return absent;
    }

    private Optional<AccountView> find(OldAccount old) {
        return queries.query(new FindAccountByEmail(old.email()), ResponseTypes.optionalInstanceOf(AccountView.class))
                .join();
    }

    private void register(OldAccount old) throws SQLException {
        UserId userId = userIds.next();
        Rows.change(eventStore, ADD, userId.value(), old.passwordHash());
        try {
            send(new RegisterUser(userId, old.email(), old.username()));
            Rows.change(eventStore, CONFIRM, userId.value());
        } catch (CommandRefused refused) {
            Rows.change(eventStore, DROP, userId.value());
            if (refused.refusal() instanceof UsernameTaken) {
                throw new IllegalArgumentException("has a username that somebody else has", refused);
            }
            throw refused;
        }
    }

    private void send(UserCommand command) {
        commands.sendAndWait(
                asCommandMessage(command).andMetaData(Map.of(MessageMetaData.ACTOR, MessageMetaData.IMPORT)));
    }
}
