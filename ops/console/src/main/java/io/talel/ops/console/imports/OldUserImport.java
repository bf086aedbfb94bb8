package io.talel.ops.console.imports;

import static io.talel.ops.backup.store.OperatorStatements.AUTH;
import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;
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
import io.talel.kernel.Refusal.TooManyLines;
import io.talel.kernel.Refusal.Unknown;
import io.talel.kernel.Refusal.UnknownVersion;
import io.talel.kernel.Refusal.UsernameTaken;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.DoesUserExist;
import io.talel.kernel.user.UserCommand;
import io.talel.kernel.user.UserCommand.ConfirmEmail;
import io.talel.kernel.user.UserCommand.ImportUser;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import io.talel.ops.backup.application.EmbeddedApplication;
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
public final class OldUserImport {

    private final CommandGateway commands;
    private final QueryGateway queries;
    private final UserIds userIds;
    private final Connection eventStore;
    private final ImportedStreams streams;
    private final ImportedEmails imported;

    public OldUserImport(EmbeddedApplication application, Connection eventStore) throws SQLException {
        this.commands = application.get(CommandGateway.class);
        this.queries = application.get(QueryGateway.class);
        this.userIds = application.get(UserIds.class);
        this.eventStore = eventStore;
        this.streams = new ImportedStreams(eventStore);
        this.imported = new ImportedEmails(eventStore);
    }

    public enum AccountOutcome {
        /** The address was new. */
        IMPORTED,
        /** The address is registered, or was before. */
        SKIPPED,
        /** The address belongs to an account that no import has created. */
        TAKEN
    }

    /**
     * Imports an account under a new number.
     *
     * @throws IllegalArgumentException with the reason, without naming anybody
     */
    public AccountOutcome bringIn(OldAccount old) throws SQLException {
        try {
            AccountOutcome outcome = register(old);
            confirm(old);
            return outcome;
        } catch (CommandRefused refused) {
            throw new IllegalArgumentException(why(refused.refusal()), refused);
        }
    }

    /**
     * Looks the user up.
     *
     * @return whether they are new; false if an import brought them before, even if they were erased since
     * @throws IllegalArgumentException with the reason, without naming anybody
     */
    boolean isNew(OldUser old) throws SQLException {
        OldAccount account = old.account();
        Optional<Boolean> byImport = streams.find(old.id().toString());
        if (byImport.isPresent()) {
            if (byImport.get() && imported.isOf(account.email(), old.id())) {
                return false;
            }
            throw new IllegalArgumentException("has a number that another user has here");
        }
        if (find(account).isPresent()) {
            throw new IllegalArgumentException("has an address that another account has here");
        }
        if (imported.isDealtWith(account.email())) {
            return false;
        }
        if (queries.query(new DoesUserExist(account.username()), Boolean.class).join()) {
            throw new IllegalArgumentException(why(new UsernameTaken(account.username())));
        }
        return true;
    }

    /**
     * Imports a user under their old number, as of the time when they registered.
     *
     * @param isNew by {@link #isNew}; otherwise completes a run that was cut off
     * @throws IllegalArgumentException with the reason, without naming anybody
     */
    void bringIn(OldUser old, boolean isNew) throws SQLException {
        if (!isNew) {
            Rows.change(eventStore, AUTH.get("confirm-credential"), old.id().value());
            return;
        }
        OldAccount account = old.account();
        imported.put(account.email(), old.id());
        // A run that was cut off may have left one.
        Rows.change(eventStore, AUTH.get("drop-inert-credential"), old.id().value());
        try {
            register(
                    account,
                    new ImportUser(
                            old.id(),
                            account.email(),
                            account.username(),
                            account.verified(),
                            old.location(),
                            old.avatarUrl(),
                            old.registeredAt(),
                            old.changedAt()));
        } catch (CommandRefused refused) {
            throw new IllegalArgumentException(why(refused.refusal()), refused);
        }
    }

    /** Whether the user is recorded and was not erased. */
    boolean isHere(UserId user) throws SQLException {
        return Rows.is(eventStore, EVENT_STORE.get("has-key"), user.toString());
    }

    private AccountOutcome register(OldAccount old) throws SQLException {
        Optional<UserId> there = find(old).map(account -> account.user().id());
        if (there.isPresent()) {
            imported.put(old.email(), there.get());
            return streams.find(there.get().toString()).orElse(false) ? AccountOutcome.SKIPPED : AccountOutcome.TAKEN;
        }
        if (imported.isDealtWith(old.email())) {
            return AccountOutcome.SKIPPED;
        }
        UserId user = userIds.next();
        imported.put(old.email(), user);
        register(old, new RegisterUser(user, old.email(), old.username()));
        return AccountOutcome.IMPORTED;
    }

    private Optional<AccountView> find(OldAccount old) {
        return queries.query(new FindAccountByEmail(old.email()), ResponseTypes.optionalInstanceOf(AccountView.class))
                .join();
    }

    private void register(OldAccount old, UserCommand registration) throws SQLException {
        long userId = registration.userId().value();
        Rows.change(eventStore, AUTH.get("add-inert-credential"), userId, old.passwordHash());
        try {
            send(registration);
            Rows.change(eventStore, AUTH.get("confirm-credential"), userId);
        } catch (CommandRefused refused) {
            Rows.change(eventStore, AUTH.get("drop-inert-credential"), userId);
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
            if (Rows.is(eventStore, AUTH.get("has-password"), userId.value(), old.passwordHash())) {
                send(new ConfirmEmail(userId, account.addressVersion()));
            }
        }
    }

    private static String why(Refusal refusal) {
        return switch (refusal) {
            case EmailTaken _ -> "has an address that is taken or not allowed";
            case UsernameTaken _ -> "has a username that is taken";
            case OutdatedEmail _,
                    Unknown _,
                    NotTheAuthor _,
                    Conflict _,
                    EditConflict _,
                    OtherVersion _,
                    UnknownVersion _,
                    TooManyLines _,
                    AlreadyPublished _ -> "is about an account that was changed at that moment";
        };
    }

    private void send(UserCommand command) {
        commands.sendAndWait(
                asCommandMessage(command).andMetaData(Map.of(MessageMetaData.ACTOR, MessageMetaData.IMPORT)));
    }
}
