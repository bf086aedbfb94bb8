package io.talel.gateway.auth.session;

import io.talel.kernel.user.UserId;

/**
 * All keys of auth in Redis. They are used together in scripts, so this is for one Redis (with replicas if you
 * like), not for Redis Cluster.
 *
 * <table>
 *   <caption>Keys</caption>
 *   <tr><td>{@code auth:session:<session>}</td><td>hash {@code user, username, current, agent, network, created_at,
 *       seen_at, expires_at, ends_at, begun_at}; {@code current} is the SHA-256 of the refresh token, {@code seen_at} the
 *       time of its last use, times are milliseconds; {@code begun_at} is the beginning in microseconds by the clock of the
 *       event store's database; gone with the session</td></tr>
 *   <tr><td>{@code auth:sessions:<user>}</td><td>sorted set of the sessions of a person by their beginning; a log-in
 *       removes expired ones, a refresh puts a missing one back</td></tr>
 *   <tr><td>{@code auth:rotated:<SHA-256>}</td><td>of a refresh token that was just exchanged: the time by the clock of
 *       Redis and the sealed successor; gone soon after the grace</td></tr>
 * </table>
 */
final class SessionKeys {

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
