package io.talel.kernel.user;

/** What the write side answers about accounts: log-in must not depend on a read model that may lag. */
public sealed interface AccountQuery {

    /** Answered with an optional {@link AccountView}. */
    record FindAccountByEmail(Email email) implements AccountQuery {}

    /** Answered with an optional {@link AccountView}, empty once the person was removed. */
    record FindAccount(UserId userId) implements AccountQuery {}

    /**
     * Answered with an optional {@link Email}, the address that one event gave; empty once the person was removed.
     *
     * @param addressVersion version of that event
     */
    record FindAddress(UserId userId, long addressVersion) implements AccountQuery {}
}
