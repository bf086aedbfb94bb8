package io.talel.gateway.auth.session;

import io.talel.kernel.user.UserId;

/**
 * Every key that auth keeps in Redis. They are used together in scripts, so this is for one Redis (with replicas if you
 * like), not for Redis Cluster.
 *
 * <table>
 *   <caption>Keys</caption>
 *   <tr><td>{@code auth:session:<session>}</td><td>hash {@code user, username, current, agent, network, created_at,
 *       seen_at, expires_at, ends_at}; {@code current} is the SHA-256 of the refresh token, {@code seen_at} the time of
 *       its last use, times are milliseconds; gone when the session is</td></tr>
 *   <tr><td>{@code auth:sessions:<user>}</td><td>sorted set of the sessions of a person by their beginning; those that
 *       have expired are taken out at the next log-in</td></tr>
 *   <tr><td>{@code auth:rotated:<SHA-256>}</td><td>of a refresh token that was just exchanged: when, and its sealed
 *       successor; gone soon after the grace</td></tr>
 *   <tr><td>{@code auth:ended}</td><td>stream of the sessions that were ended, and of the people all of
 *       whose sessions were, until their last access token has
 *       expired; every node follows it</td></tr>
 * </table>
 */
final class SessionKeys {

    static final String ENDED = "auth:ended";

    /** Field of the entries of {@link #ENDED}. */
    static final String ENDED_SESSION = "session";

    /** Another field of them, {@link AllEnded}. */
    static final String ALL_ENDED = "all";

    static final String SESSION_PREFIX = "auth:session:";
    static final String INDEX_PREFIX = "auth:sessions:";

    private SessionKeys() {}

    static String session(SessionId id) {
        return SESSION_PREFIX + id.value();
    }

    static String index(UserId userId) {
        return INDEX_PREFIX + userId.value();
    }

    static String rotated(String hash) {
        return "auth:rotated:" + hash;
    }
}
