package io.talel.gateway.auth.session;

import io.talel.kernel.user.UserId;
import java.time.Instant;

/** What Redis says about a refresh token. */
sealed interface Rotation {

    /** @param at by the clock of Redis */
    record Seen(Rotation rotation, Instant at) {}

    /** It is, or was until this call, the one that counts. */
    record Current(Session session) implements Rotation {}

    /** It was exchanged a moment ago for the successor that is sealed under it. */
    record Exchanged(Session session, String sealedSuccessor) implements Rotation {}

    /** Its session is over. */
    record Gone() implements Rotation {}

    /** The token was exchanged longer ago than the grace. */
    record Reused(UserId userId) implements Rotation {}
}
