package io.talel.gateway.auth.session;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.session.TokenState.Current;
import io.talel.gateway.auth.session.TokenState.Exchanged;
import io.talel.gateway.auth.session.TokenState.Gone;
import io.talel.gateway.auth.session.TokenState.Reused;
import io.talel.gateway.auth.session.TokenState.Seen;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** The steps of a session. Each is one script in Redis and so atomic. */
final class SessionScripts {

    private static final RedisScript<List> OPEN = script("open.lua", List.class);
    private static final RedisScript<List> REFRESH = script("refresh.lua", List.class);
    private static final RedisScript<List> LIST = script("list.lua", List.class);
    private static final RedisScript<Long> END = script("end.lua", Long.class);
    private static final RedisScript<List> END_ALL = script("end-all.lua", List.class);
    private static final String NONE = "";

    private final StringRedisTemplate redis;
    private final SessionSettings settings;

    SessionScripts(StringRedisTemplate redis, SessionSettings settings) {
        this.redis = redis;
        this.settings = settings;
    }

    /** @return the oldest sessions of this user if they have to end first; empty once the session is open */
    List<SessionId> open(Session session, RefreshToken token, Client client, Instant now) {
        return ids(redis.execute(
                OPEN,
                List.of(SessionKeys.session(session.id()), SessionKeys.index(session.userId())),
                session.id().value(),
                text(session.userId().value()),
                session.username().value(),
                token.hash(),
                client.agent().value(),
                client.address().coarse(),
                millis(now),
                millis(session.endsAt()),
                millis(settings.idleTimeout()),
                SessionKeys.SESSION_PREFIX,
                text(settings.mostPerUser()),
                text(ChronoUnit.MICROS.between(Instant.EPOCH, session.begunAt()))));
    }

    List<ListedSession> list(UserId userId, Instant now) {
        List<?> open = redis.execute(LIST, List.of(SessionKeys.index(userId)), SessionKeys.SESSION_PREFIX, millis(now));
        return Objects.requireNonNull(open).stream()
                .map(fields -> listedSession((List<?>) fields))
                .toList();
    }

    /**
     * Exchanges the token for the successor if it is the current one.
     *
     * @param deadline by the clock of Redis: from then on nothing is changed
     * @throws QueryTimeoutException if Redis runs the script after the deadline
     */
    TokenState rotate(RefreshToken presented, RefreshToken successor, Instant now, Instant deadline) {
        return refresh(
                        presented,
                        successor.hash(),
                        RefreshTokens.seal(successor, presented),
                        millis(now),
                        millis(deadline))
                .state();
    }

    /** Looks up the state of a token; changes nothing. */
    Seen look(RefreshToken token, Instant now) {
        return refresh(token, NONE, NONE, millis(now), NONE);
    }

    /** Whether this person has such a session. */
    boolean has(UserId userId, SessionId id) {
        return text(userId.value()).equals(redis.opsForHash().get(SessionKeys.session(id), "user"));
    }

    /** @return whether this person had such a session */
    boolean end(UserId userId, SessionId id) {
        Long ended = redis.execute(
                END, List.of(SessionKeys.session(id), SessionKeys.index(userId)), id.value(), text(userId.value()));
        return ended != null && ended == 1;
    }

    /** @return the ended sessions that Redis knew */
    List<SessionId> endAll(UserId userId, Optional<SessionId> except) {
        return ids(redis.execute(
                END_ALL,
                List.of(SessionKeys.index(userId)),
                SessionKeys.SESSION_PREFIX,
                except.map(SessionId::value).orElse(NONE)));
    }

    private Seen refresh(
            RefreshToken token, String successorHash, String sealedSuccessor, String now, String deadline) {
        SessionId id = token.sessionId();
        List<?> answer = Objects.requireNonNull(redis.execute(
                REFRESH,
                List.of(SessionKeys.session(id), SessionKeys.rotated(token.hash())),
                token.hash(),
                successorHash,
                sealedSuccessor,
                now,
                millis(settings.refreshGrace()),
                millis(settings.idleTimeout()),
                SessionKeys.INDEX_PREFIX,
                id.value(),
                deadline));
        TokenState state =
                switch (field(answer, 0)) {
                    case "current" -> new Current(session(id, answer));
                    case "exchanged" -> new Exchanged(session(id, answer), field(answer, 6));
                    case "reused" -> new Reused(new UserId(Long.parseLong(field(answer, 2))));
                    case "gone" -> new Gone();
                    case "late" ->
                        throw new QueryTimeoutException("Redis came too late to a refresh, which changed nothing");
                    default -> throw new IllegalStateException("refresh.lua answered " + field(answer, 0));
                };
        return new Seen(state, instant(answer, 1));
    }

    private static Session session(SessionId id, List<?> answer) {
        return new Session(
                id,
                new UserId(Long.parseLong(field(answer, 2))),
                new Username(field(answer, 3)),
                Instant.EPOCH.plus(Long.parseLong(field(answer, 4)), ChronoUnit.MICROS),
                instant(answer, 5));
    }

    private static ListedSession listedSession(List<?> answer) {
        return new ListedSession(
                new SessionId(field(answer, 0)),
                field(answer, 1),
                field(answer, 2),
                instant(answer, 3),
                instant(answer, 4));
    }

    private static List<SessionId> ids(@Nullable List<?> answer) {
        return Objects.requireNonNull(answer).stream()
                .map(id -> new SessionId((String) id))
                .toList();
    }

    private static Instant instant(List<?> answer, int index) {
        return Instant.ofEpochMilli(Long.parseLong(field(answer, index)));
    }

    private static String field(List<?> answer, int index) {
        return (String) answer.get(index);
    }

    private static String millis(Instant instant) {
        return text(instant.toEpochMilli());
    }

    private static String millis(Duration duration) {
        return text(duration.toMillis());
    }

    private static String text(long number) {
        return Long.toString(number);
    }

    private static <T> RedisScript<T> script(String file, Class<T> answer) {
        return RedisScript.of(new ClassPathResource(file, SessionScripts.class), answer);
    }
}
