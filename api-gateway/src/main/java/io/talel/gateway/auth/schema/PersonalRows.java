package io.talel.gateway.auth.schema;

import io.talel.kernel.user.UserId;

/** Rows of the schema {@code auth} that go with their person. */
public interface PersonalRows {

    /** Deletes them, however often it is called. */
    void forget(UserId userId);
}
