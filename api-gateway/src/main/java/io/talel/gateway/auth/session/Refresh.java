package io.talel.gateway.auth.session;

import io.talel.kernel.user.UserId;

/** What comes of presenting a refresh token. */
public sealed interface Refresh {

    record Granted(Prolonged prolonged) implements Refresh {}

    /** Never issued, or its session has ended. */
    record Unknown() implements Refresh {}

    /** It was exchanged for its successor too long ago for a race: it is in two hands, so its session was ended. */
    record Replayed(SessionId sessionId, UserId userId) implements Refresh {}
}
