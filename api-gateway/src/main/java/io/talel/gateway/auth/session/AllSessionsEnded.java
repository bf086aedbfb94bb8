package io.talel.gateway.auth.session;

import io.talel.kernel.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * The end of all sessions of a person, or of all but one.
 *
 * @param spared the session that goes on
 * @param endedAt by the clock of the event store's database, like the beginning of a session
 */
record AllSessionsEnded(UserId userId, Optional<SessionId> spared, Instant endedAt) {

    boolean concerns(SessionId id, Instant begunAt) {
        return !begunAt.isAfter(endedAt) && !spared.equals(Optional.of(id));
    }
}
