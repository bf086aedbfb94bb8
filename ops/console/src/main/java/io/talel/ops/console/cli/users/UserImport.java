package io.talel.ops.console.cli.users;

import static org.axonframework.commandhandling.GenericCommandMessage.asCommandMessage;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.Refusal;
import io.talel.kernel.Refusal.AlreadyPublished;
import io.talel.kernel.Refusal.Conflict;
import io.talel.kernel.Refusal.EditConflict;
import io.talel.kernel.Refusal.EmailTaken;
import io.talel.kernel.Refusal.NotTheAuthor;
import io.talel.kernel.Refusal.OtherVersion;
import io.talel.kernel.Refusal.OutdatedEmail;
import io.talel.kernel.Refusal.Unknown;
import io.talel.kernel.Refusal.UsernameTaken;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.UserCommand;
import io.talel.kernel.user.UserCommand.ConfirmEmail;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import io.talel.ops.backup.schema.Sides;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;

/**
 * Registers people as the gateway does: writes the credential first, which is inert until the user exists. An existing
 * person keeps the password, so that an interrupted import can be repeated. An address is imported once only, since its
 * person may have been erased; it is recorded before the registration, so that this holds for an interrupted import,
 * too.
 */
final class UserImport {

    private static final String ADD =
            "INSERT INTO auth.credential (user_id, password_hash, created_at, inert) VALUES (?, ?, now(), true)";
    private static final String CONFIRM = "UPDATE auth.credential SET inert = false WHERE user_id = ?";
    private static final String DROP = "DELETE FROM auth.credential WHERE user_id = ? AND inert";

    private static final String BY_IMPORT = """
            SELECT count(*) FROM event_store.domain_event
            WHERE aggregate_identifier = ? AND sequence_number = 0
              AND convert_from(metadata, 'UTF8')::json ->> ? = ?""";

    private static final String OWN = "SELECT count(*) FROM auth.credential WHERE user_id = ? AND password_hash = ?";

    private final CommandGateway commands;
    private final QueryGateway queries;
    private final UserIds userIds;
    private final Connection eventStore;
    private final ImportedAddresses imported;

    UserImport(Sides sides, Connection eventStore) throws SQLException {
        this.commands = sides.get(CommandGateway.class);
        this.queries = sides.get(QueryGateway.class);
        this.userIds = sides.get(UserIds.class);
        this.eventStore = eventStore;
        this.imported = new ImportedAddresses(eventStore);
    }

    /** Result for a line. */
    enum LineOutcome {
        /** The address was new. */
        IMPORTED,
        /** The address is registered, or was before. */
        SKIPPED,
        /** The address belongs to an account that no import has created. */
        TAKEN
    }

    /** @throws IllegalArgumentException with the reason, without naming anybody */
    LineOutcome bringIn(OldAccount old) throws SQLException {
        try {
            LineOutcome outcome = register(old);
            confirm(old);
            return outcome;
        } catch (CommandRefused refused) {
            throw new IllegalArgumentException(why(refused.refusal()), refused);
        }
    }

    private LineOutcome register(OldAccount old) throws SQLException {
        Optional<UserId> there = find(old).map(account -> account.user().id());
        if (there.isPresent()) {
            imported.put(old.email(), there.get());
            return isByImport(there.get()) ? LineOutcome.SKIPPED : LineOutcome.TAKEN;
        }
        if (imported.isDealtWith(old.email())) {
            return LineOutcome.SKIPPED;
        }
        UserId user = userIds.next();
        imported.put(old.email(), user);
        register(old, user);
        return LineOutcome.IMPORTED;
    }

    private boolean isByImport(UserId user) throws SQLException {
        return Rows.number(eventStore, BY_IMPORT, user.toString(), MessageMetaData.ACTOR, MessageMetaData.IMPORT) > 0;
    }

    private Optional<AccountView> find(OldAccount old) {
        return queries.query(new FindAccountByEmail(old.email()), ResponseTypes.optionalInstanceOf(AccountView.class))
                .join();
    }

    private void register(OldAccount old, UserId userId) throws SQLException {
        Rows.change(eventStore, ADD, userId.value(), old.passwordHash());
        try {
            send(new RegisterUser(userId, old.email(), old.username()));
            Rows.change(eventStore, CONFIRM, userId.value());
        } catch (CommandRefused refused) {
            Rows.change(eventStore, DROP, userId.value());
            throw refused;
        }
    }

    /**
     * Confirms the address only if the account has the password of the line: a person who registered the address
     * without an import has not proven to own it.
     */
    private void confirm(OldAccount old) throws SQLException {
        Optional<AccountView> found = find(old).filter(account -> old.verified() && !account.verified());
        if (found.isPresent()) {
            AccountView account = found.get();
            UserId userId = account.user().id();
            if (Rows.number(eventStore, OWN, userId.value(), old.passwordHash()) > 0) {
                send(new ConfirmEmail(userId, account.addressVersion()));
            }
        }
    }

    private static String why(Refusal refusal) {
        return switch (refusal) {
            case EmailTaken _ -> "has an address that nobody can register with";
            case UsernameTaken _ -> "has a username that is taken";
            case OutdatedEmail _, Unknown _, NotTheAuthor _, Conflict _, EditConflict _, OtherVersion _, AlreadyPublished _ ->
                "is about an account that was changed at that moment";
        };
    }

    private void send(UserCommand command) {
        commands.sendAndWait(
                asCommandMessage(command).andMetaData(Map.of(MessageMetaData.ACTOR, MessageMetaData.IMPORT)));
    }
}
