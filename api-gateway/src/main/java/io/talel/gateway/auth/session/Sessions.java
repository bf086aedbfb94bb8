package io.talel.gateway.auth.session;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.session.RefreshResult.Granted;
import io.talel.gateway.auth.session.RefreshResult.Replayed;
import io.talel.gateway.auth.session.RefreshResult.Unknown;
import io.talel.gateway.auth.session.TokenState.Current;
import io.talel.gateway.auth.session.TokenState.Exchanged;
import io.talel.gateway.auth.session.TokenState.Gone;
import io.talel.gateway.auth.session.TokenState.Reused;
import io.talel.gateway.auth.session.TokenState.Seen;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Begins, refreshes and ends sessions. Redis holds the open ones, the event store's database records the ended ones. Without
 * either, log-in, refresh and log-out fail with Spring's exception. The database records an end first; then the session is
 * over, even if Redis still has it.
 */
@Component
public final class Sessions {

    /**
     * Longest time that Redis may take to exchange a token: as long as a node waits for its answer. A later exchange, for
     * example after a stall, changes nothing, since the client has been asked to try again with the token that it has.
     */
    private static final Duration EXCHANGE_TIMEOUT = Duration.ofMillis(800);

    private static final int MAX_EXCHANGES_FOLLOWED = 8;

    private final SessionSettings settings;
    private final SessionScripts scripts;
    private final RefreshTokens tokens;
    private final RevocationStore revocations;
    private final RevokedSessions revoked;
    private final Clock clock;

    Sessions(
            SessionSettings settings,
            StringRedisTemplate redis,
            RefreshTokens tokens,
            RevocationStore revocations,
            RevokedSessions revoked,
            Clock clock) {
        this.settings = settings;
        this.scripts = new SessionScripts(redis, settings);
        this.tokens = tokens;
        this.revocations = revocations;
        this.revoked = revoked;
        this.clock = clock;
    }

    /** Begins a session for a user who has just entered the password. It ends the oldest ones of a user who has too many. */
    public IssuedSession open(UserId userId, Username username, Client client) {
        Instant now = clock.instant();
        Session session =
                new Session(SessionId.random(), userId, username, revocations.now(), now.plus(settings.lifetime()));
        RefreshToken token = tokens.fresh(session.id());
        List<SessionId> excess = scripts.open(session, token, client, now);
        while (!excess.isEmpty()) {
            excess.forEach(oldest -> end(userId, oldest));
            excess = scripts.open(session, token, client, now);
        }
        return new IssuedSession(session, token);
    }

    /**
     * Exchanges a refresh token for its successor, which is the same for all requests within the grace.
     *
     * @throws org.springframework.dao.QueryTimeoutException if Redis runs the script too late; nothing has changed then
     */
    public RefreshResult refresh(RefreshToken presented) {
        if (!tokens.areOurs(presented)) {
            return new Unknown();
        }
        Seen seen = scripts.look(presented, clock.instant());
        return switch (seen.state()) {
            case Current(Session session) when hasEnded(session) -> new Unknown();
            case Current _ -> exchange(presented, seen.at().plus(EXCHANGE_TIMEOUT));
            case Exchanged(Session session, String _) when hasEnded(session) -> new Unknown();
            case Exchanged(Session session, String sealed) -> lateComer(session, RefreshTokens.open(sealed, presented));
            case Gone _ -> new Unknown();
            case Reused(UserId userId) -> reused(presented.sessionId(), userId);
        };
    }

    private RefreshResult exchange(RefreshToken presented, Instant deadline) {
        RefreshToken successor = tokens.fresh(presented.sessionId());
        return switch (scripts.rotate(presented, successor, clock.instant(), deadline)) {
            case Current(Session session) -> new Granted(new IssuedSession(session, successor));
            case Exchanged(Session session, String sealed) -> lateComer(session, RefreshTokens.open(sealed, presented));
            case Gone _ -> new Unknown();
            case Reused(UserId userId) -> reused(presented.sessionId(), userId);
        };
    }

    /** Deletes the session in Redis, which may have missed its end. */
    private boolean hasEnded(Session session) {
        boolean hasEnded = revocations.concern(session);
        if (hasEnded) {
            scripts.end(session.userId(), session.id());
        }
        return hasEnded;
    }

    private RefreshResult reused(SessionId id, UserId userId) {
        return end(userId, id) ? new Replayed(id, userId) : new Unknown();
    }

    /**
     * Gives the loser of a race the current token: the winner may have exchanged the successor already, and an outdated token
     * would soon be refused.
     */
    private RefreshResult lateComer(Session session, RefreshToken successor) {
        RefreshToken latest = successor;
        for (int i = 0; i < MAX_EXCHANGES_FOLLOWED; i++) {
            if (!(scripts.look(latest, clock.instant()).state() instanceof Exchanged(Session _, String sealed))) {
                break;
            }
            latest = RefreshTokens.open(sealed, latest);
        }
        return new Granted(new IssuedSession(session, latest));
    }

    /** The open sessions of a user, the latest first. */
    public List<ListedSession> of(UserId userId) {
        return scripts.list(userId, clock.instant());
    }

    /**
     * Ends a session, and with it its access tokens: on this node at once, on the others within two seconds.
     *
     * @return whether this person had such a session
     */
    public boolean end(UserId userId, SessionId id) {
        if (!scripts.has(userId, id)) {
            return false;
        }
        record(id);
        return scripts.end(userId, id);
    }

    /**
     * Ends the session of an access token and so voids the token, even if Redis has forgotten the session.
     *
     * @return whether this person had such a session
     */
    public boolean logOut(UserId userId, SessionId id) {
        boolean wasThere = end(userId, id);
        record(id);
        return wasThere;
    }

    /**
     * Ends all sessions of a person and their access tokens, also if Redis has forgotten a session or its owner: on this node
     * at once, on the others within two seconds.
     *
     * @param except the session that goes on, for example after a change of the password
     * @return the ended sessions that Redis knew
     */
    public List<SessionId> endAll(UserId userId, Optional<SessionId> except) {
        revoked.add(revocations.endAll(userId, except));
        List<SessionId> those = scripts.endAll(userId, except);
        those.forEach(revoked::add);
        return those;
    }

    private void record(SessionId id) {
        revocations.end(id);
        revoked.add(id);
    }
}
