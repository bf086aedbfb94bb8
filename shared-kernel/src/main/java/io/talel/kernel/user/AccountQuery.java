package io.talel.kernel.user;

/**
 * What the write side answers about accounts, each with an optional {@link AccountView}: log-in must not depend on a
 * read model that may lag.
 */
public sealed interface AccountQuery {

    record FindAccountByEmail(Email email) implements AccountQuery {}

    record FindAccount(UserId userId) implements AccountQuery {}
}
