package io.talel.kernel.user;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a user. */
public sealed interface UserCommand {

    @TargetAggregateIdentifier
    UserId userId();

    /** Answered with {@code Recorded<UserRegistered>}; refused when e-mail (looked at first) or username is taken. */
    record RegisterUser(UserId userId, Email email, Username username) implements UserCommand {}
}
