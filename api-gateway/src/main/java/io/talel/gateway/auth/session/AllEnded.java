package io.talel.gateway.auth.session;

import io.talel.kernel.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * All sessions of a person ended, but perhaps one.
 *
 * @param spared the session that goes on
 * @param endedAt by the clock of the event store's database, which also says when a session begins
 */
record AllEnded(UserId userId, Optional<SessionId> spared, Instant endedAt) {

    boolean concerns(SessionId id, Instant begunAt) {
        return !begunAt.isAfter(endedAt) && !spared.equals(Optional.of(id));
    }
}
