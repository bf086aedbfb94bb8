package io.talel.gateway.auth.session;

import io.talel.kernel.user.UserId;

/** What comes of presenting a refresh token. */
public sealed interface RefreshResult {

    record Granted(ActiveSession prolonged) implements RefreshResult {}

    /** Never issued, or its session has ended. */
    record Unknown() implements RefreshResult {}

    /** It was exchanged for its successor too long ago for a race: it is in two hands, so its session was ended. */
    record Replayed(SessionId sessionId, UserId userId) implements RefreshResult {}
}
