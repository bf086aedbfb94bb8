package io.talel.kernel.user;

/** What the read model answers about users; each with an optional {@link UserView}. */
public sealed interface UserQuery {

    record FindUser(Username username) implements UserQuery {}

    record FindUserById(UserId userId) implements UserQuery {}
}
