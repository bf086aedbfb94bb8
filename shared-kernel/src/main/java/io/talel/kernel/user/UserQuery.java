package io.talel.kernel.user;

/** What the read model answers about users; each with an optional {@link UserView}, if nothing else is said. */
public sealed interface UserQuery {

    record FindUser(Username username) implements UserQuery {}

    /** Answered with an optional {@link UserProfile}. */
    record FindProfile(Username username) implements UserQuery {}

    record FindUserById(UserId userId) implements UserQuery {}
}
