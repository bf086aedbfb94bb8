package io.talel.gateway.auth.schema;

import io.talel.kernel.user.UserId;

/** Rows of the schema {@code auth} that go with their person. */
public interface PersonalRows {

    /** Stops the work that they cause. Changes few rows, since it runs in the transaction of the caller. */
    void stop(UserId userId);

    /** Deletes them; may be repeated. Runs without a transaction, since the rows may be many. */
    void forget(UserId userId);
}
