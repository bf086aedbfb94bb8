package io.talel.kernel.user;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a user. */
public sealed interface UserCommand {

    @TargetAggregateIdentifier
    UserId userId();

    /** Answered with {@code Recorded<UserRegistered>}; refused when e-mail (looked at first) or username is taken. */
    record RegisterUser(UserId userId, Email email, Username username) implements UserCommand {}

    /**
     * Records a user of another service, as of the time when they registered there. Answered with nothing; refused when
     * e-mail (looked at first) or username is taken, and as a conflict when there is a user with the number.
     *
     * @param verified whether the address was confirmed there
     * @param changedAt time of the last change of the account there, not before {@code registeredAt}
     */
    record ImportUser(
            UserId userId,
            Email email,
            Username username,
            boolean verified,
            Location location,
            AvatarUrl avatarUrl,
            Instant registeredAt,
            Instant changedAt)
            implements UserCommand {}

    /**
     * Answered with the {@code StreamVersion} reached; one that changes nothing records no event. After the
     * removal of a person everything but the removal is refused as unknown.
     */
    sealed interface Change extends UserCommand {}

    /** A change of what an account shows. */
    sealed interface ExactChange extends Change {

        /** The version that this change was made from; null for any. The change is refused if the account has another one. */
        @Nullable Long expectedVersion();
    }

    /**
     * The owner of the mailbox has confirmed the address. It becomes the address of the account if it was requested as the new
     * one and nobody else has it by now. Refused as outdated when the address was confirmed already or another one was given
     * since.
     *
     * @param addressVersion version of the event that gave the address
     */
    record ConfirmEmail(UserId userId, long addressVersion) implements Change {}

    /**
     * The address of the account stays until this one is confirmed; refused when somebody else has it. To ask for the address
     * of the account takes an earlier request back.
     */
    record RequestEmailChange(
            UserId userId, Email email, @Nullable Long expectedVersion) implements ExactChange {

        /** No expected version. */
        public RequestEmailChange(UserId userId, Email email) {
            this(userId, email, null);
        }
    }

    record ChangeLocation(
            UserId userId, Location location, @Nullable Long expectedVersion) implements ExactChange {

        /** No expected version. */
        public ChangeLocation(UserId userId, Location location) {
            this(userId, location, null);
        }
    }

    record ChangeAvatar(
            UserId userId, AvatarUrl avatarUrl, @Nullable Long expectedVersion) implements ExactChange {

        /** No expected version. */
        public ChangeAvatar(UserId userId, AvatarUrl avatarUrl) {
            this(userId, avatarUrl, null);
        }
    }

    /** For ever: the names become free, the personal data unreadable. */
    record RemoveUser(UserId userId, ArticlesOnRemoval articles) implements Change {}
}
