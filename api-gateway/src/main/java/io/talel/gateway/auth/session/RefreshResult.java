package io.talel.gateway.auth.session;

import io.talel.kernel.user.UserId;

/** Result of presenting a refresh token. */
public sealed interface RefreshResult {

    record Granted(IssuedSession issued) implements RefreshResult {}

    /** The token was never issued, or its session has ended. */
    record Unknown() implements RefreshResult {}

    /** The token was exchanged longer ago than the grace, so two clients have it; its session was ended. */
    record Replayed(SessionId sessionId, UserId userId) implements RefreshResult {}
}
