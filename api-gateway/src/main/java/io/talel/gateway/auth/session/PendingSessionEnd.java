package io.talel.gateway.auth.session;

import io.talel.kernel.user.UserId;
import java.util.Optional;
import java.util.UUID;

/**
 * An order to end the sessions of a person.
 *
 * @param spared the session that goes on
 */
public record PendingSessionEnd(UUID id, UserId userId, Optional<SessionId> spared, Why why) {

    /** Stored by name. */
    public enum Why {
        ACCOUNT_DISABLED,
        PASSWORD_REPLACED
    }

    /** A pending end that is not stored yet. */
    public static PendingSessionEnd because(Why why, UserId userId, Optional<SessionId> spared) {
        return new PendingSessionEnd(UUID.randomUUID(), userId, spared, why);
    }
}
