package io.talel.gateway.auth.session;

import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.time.Instant;

/**
 * One log-in of one person on one device.
 *
 * @param begunAt by the clock of the event store's database, as {@link RevocationStore} compares it
 * @param endsAt end of the session, however much it is used
 */
public record Session(SessionId id, UserId userId, Username username, Instant begunAt, Instant endsAt) {}
