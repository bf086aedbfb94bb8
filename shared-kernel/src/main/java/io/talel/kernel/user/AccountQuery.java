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
     * @param givenAt version of that event
     */
    record FindAddress(UserId userId, long givenAt) implements AccountQuery {}

    /**
     * Answered with a list of {@link PastEvent}: what is stored of the person, opened, in its order; empty once they were
     * removed.
     *
     * @param after only greater versions; -1 for all
     * @param limit at most so many, 1 or more
     */
    record ListOwnEvents(UserId userId, long after, int limit) implements AccountQuery {}
}
