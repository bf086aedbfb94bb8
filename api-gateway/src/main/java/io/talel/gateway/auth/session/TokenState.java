package io.talel.gateway.auth.session;

import io.talel.kernel.user.UserId;
import java.time.Instant;

/** What Redis says about a refresh token. */
sealed interface TokenState {

    /** @param at by the clock of Redis */
    record Seen(TokenState state, Instant at) {}

    /** The token is the current one, or was until this call. */
    record Current(Session session) implements TokenState {}

    /** The token was exchanged within the grace, for the successor that is sealed under it. */
    record Exchanged(Session session, String sealedSuccessor) implements TokenState {}

    /** The session of the token is over. */
    record Gone() implements TokenState {}

    /** The token was exchanged longer ago than the grace. */
    record Reused(UserId userId) implements TokenState {}
}
