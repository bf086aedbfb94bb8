package io.talel.command.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.AvatarUrl;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.Location;
import io.talel.kernel.user.UserCommand.ChangeAvatar;
import io.talel.kernel.user.UserCommand.ChangeLocation;
import io.talel.kernel.user.UserCommand.ConfirmEmail;
import io.talel.kernel.user.UserCommand.ExactChange;
import io.talel.kernel.user.UserCommand.RemoveUser;
import io.talel.kernel.user.UserCommand.RequestEmailChange;
import io.talel.kernel.user.UserEvent;
import io.talel.kernel.user.UserEvent.AvatarChanged;
import io.talel.kernel.user.UserEvent.EmailChangeRequested;
import io.talel.kernel.user.UserEvent.EmailChanged;
import io.talel.kernel.user.UserEvent.EmailConfirmed;
import io.talel.kernel.user.UserEvent.LocationChanged;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserEvent.UserRemoved;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** One user, who is one account. */
@SuppressWarnings("NullAway.Init") // The first event sets every field, in `on`.
final class User {

    /** Revision of the fields below as JSON: counts up with every change of a field or its meaning. */
    static final int SNAPSHOT_REVISION = 1;

    /** Events between two snapshots of a user: a log-in reads at most so many, in less than a millisecond. */
    static final int EVENTS_A_SNAPSHOT = 50;

    @AggregateIdentifier
    private UserId id;

    private Username username;
    private Email email;
    private long emailGivenAt;
    private boolean verified;
    private @Nullable Email pending;
    private long pendingGivenAt;
    private Location location = Location.NONE;
    private AvatarUrl avatarUrl = AvatarUrl.NONE;
    private Instant registeredAt;
    private Instant changedAt;
    private long version;
    private boolean removed;

    /** For Axon, which then tells it its events. */
    User() {}

    User(UserRegistered registered) {
        apply(registered);
    }

    @CommandHandler
    StreamVersion handle(ConfirmEmail command) {
        requireThere();
        if (pending != null && pendingGivenAt == command.addressVersion()) {
            apply(new EmailChanged(id, pending));
        } else if (!verified && emailGivenAt == command.addressVersion()) {
            apply(new EmailConfirmed(id));
        } else {
            throw new CommandRefused(new Refusal.OutdatedEmail(id));
        }
        return reached();
    }

    /** By way of {@link EmailChanges}, which knows who else has the address. */
    StreamVersion request(RequestEmailChange command) {
        requireThere(command);
        if (!command.email().equals(wantedEmail())) {
            apply(new EmailChangeRequested(id, command.email()));
        }
        return reached();
    }

    @CommandHandler
    StreamVersion handle(ChangeLocation command) {
        requireThere(command);
        if (!command.location().equals(location)) {
            apply(new LocationChanged(id, command.location()));
        }
        return reached();
    }

    @CommandHandler
    StreamVersion handle(ChangeAvatar command) {
        requireThere(command);
        if (!command.avatarUrl().equals(avatarUrl)) {
            apply(new AvatarChanged(id, command.avatarUrl()));
        }
        return reached();
    }

    @CommandHandler
    StreamVersion handle(RemoveUser command) {
        if (!removed) {
            apply(new UserRemoved(id, command.articles()));
        }
        return reached();
    }

    Instant changedAt() {
        return changedAt;
    }

    /** Empty once the person was removed. */
    Optional<AccountView> account() {
        if (removed || email.isErased()) {
            return Optional.empty();
        }
        return Optional.of(new AccountView(
                registeredAt,
                changedAt,
                email,
                emailGivenAt,
                verified,
                pending,
                pending == null ? null : pendingGivenAt,
                new UserView(id, version, username, location.value(), avatarUrl.value())));
    }

    @EventSourcingHandler
    void on(UserEvent event, @Timestamp Instant at, @SequenceNumber long sequenceNumber) {
        changedAt = at;
        version = sequenceNumber;
        switch (event) {
            case UserRegistered e -> {
                id = e.userId();
                username = e.username();
                email = e.email();
                emailGivenAt = sequenceNumber;
                registeredAt = at;
            }
            case EmailConfirmed _ -> verified = true;
            case EmailChangeRequested e -> {
                pending = e.email().equals(email) ? null : e.email();
                pendingGivenAt = sequenceNumber;
            }
            case EmailChanged e -> {
                email = e.email();
                emailGivenAt = sequenceNumber;
                verified = true;
                pending = null;
            }
            case LocationChanged e -> location = e.location();
            case AvatarChanged e -> avatarUrl = e.avatarUrl();
            case UserRemoved _ -> removed = true;
        }
    }

    /** The address that the account has, or is to have once that is confirmed. */
    private Email wantedEmail() {
        return pending == null ? email : pending;
    }

    /** One whose key is gone cannot write either: without it nothing of theirs is sealed, and what is not would be recorded. */
    private void requireThere() {
        if (removed || email.isErased()) {
            throw new CommandRefused(new Refusal.Unknown(id.toString()));
        }
    }

    private void requireThere(ExactChange command) {
        requireThere();
        Long expected = command.expectedVersion();
        if (expected != null && !expected.equals(getVersion())) {
            throw new CommandRefused(new Refusal.OtherVersion(id.toString()));
        }
    }

    private StreamVersion reached() {
        return new StreamVersion(id.toString(), getVersion());
    }
}
