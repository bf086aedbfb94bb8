package io.talel.gateway.auth.session;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.session.Rotation.Current;
import io.talel.gateway.auth.session.Rotation.Exchanged;
import io.talel.gateway.auth.session.Rotation.Gone;
import io.talel.gateway.auth.session.Rotation.Reused;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** The steps of a session, each one script and so one step for everybody. */
final class SessionScripts {

    private static final RedisScript<List> OPEN = script("open.lua", List.class);
    private static final RedisScript<List> REFRESH = script("refresh.lua", List.class);
    private static final RedisScript<List> LIST = script("list.lua", List.class);
    private static final RedisScript<Long> END = script("end.lua", Long.class);
    private static final RedisScript<List> END_ALL = script("end-all.lua", List.class);
    private static final String LOOK_ONLY = "";
    private static final String NONE = "";

    private final StringRedisTemplate redis;
    private final String endedRetention;

    SessionScripts(StringRedisTemplate redis, Duration endedRetention) {
        this.redis = redis;
        this.endedRetention = millis(endedRetention);
    }

    /** @return the sessions of this person that had to end for it */
    List<SessionId> open(Session session, RefreshToken token, Client client, Instant now) {
        return ids(redis.execute(
                OPEN,
                List.of(SessionKeys.session(session.id()), SessionKeys.index(session.userId()), SessionKeys.ENDED),
                session.id().value(),
                text(session.userId().value()),
                session.username().value(),
                token.hash(),
                client.agent().value(),
                client.address().coarse(),
                millis(now),
                millis(session.endsAt()),
                millis(Sessions.IDLE),
                SessionKeys.SESSION_PREFIX,
                text(Sessions.MOST),
                SessionKeys.ENDED_SESSION,
                endedRetention));
    }

    List<OpenSession> list(UserId userId, Instant now) {
        List<?> open = redis.execute(LIST, List.of(SessionKeys.index(userId)), SessionKeys.SESSION_PREFIX, millis(now));
        return Objects.requireNonNull(open).stream()
                .map(fields -> openSession((List<?>) fields))
                .toList();
    }

    /** What the clock of Redis says, to the millisecond. No other clock is compared with it. */
    Instant time() {
        RedisCallback<Long> time = connection -> connection.serverCommands().time(TimeUnit.MILLISECONDS);
        return Instant.ofEpochMilli(Objects.requireNonNull(redis.execute(time)));
    }

    /**
     * Exchanges the token for the successor if it is the current one.
     *
     * @param deadline by the clock of Redis: from then on nothing is changed
     * @throws QueryTimeoutException if Redis came to it later than that
     */
    Rotation rotate(RefreshToken presented, RefreshToken successor, Instant now, Instant deadline) {
        return refresh(
                presented, successor.hash(), RefreshTokens.seal(successor, presented), millis(now), millis(deadline));
    }

    /** Says how a token stands that is known to be of the chain; changes nothing. */
    Rotation look(RefreshToken token, Instant now) {
        return refresh(token, LOOK_ONLY, LOOK_ONLY, millis(now), NONE);
    }

    /**
     * @param anyway whether the nodes are told even of one that is not there
     * @return whether this person had such a session
     */
    boolean end(UserId userId, SessionId id, boolean anyway) {
        Long ended = redis.execute(
                END,
                List.of(SessionKeys.session(id), SessionKeys.index(userId), SessionKeys.ENDED),
                id.value(),
                text(userId.value()),
                SessionKeys.ENDED_SESSION,
                endedRetention,
                anyway ? "anyway" : NONE);
        return ended != null && ended == 1;
    }

    /**
     * @param tell whether the nodes are told that all ended
     * @return those that ended
     */
    List<SessionId> endAll(AllEnded all, boolean tell) {
        return ids(redis.execute(
                END_ALL,
                List.of(SessionKeys.index(all.userId()), SessionKeys.ENDED),
                SessionKeys.SESSION_PREFIX,
                all.except().map(SessionId::value).orElse(NONE),
                SessionKeys.ENDED_SESSION,
                endedRetention,
                SessionKeys.ALL_ENDED,
                tell ? all.text() : NONE));
    }

    private Rotation refresh(
            RefreshToken token, String successorHash, String sealedSuccessor, String now, String deadline) {
        SessionId id = token.sessionId();
        List<?> answer = Objects.requireNonNull(redis.execute(
                REFRESH,
                List.of(SessionKeys.session(id), SessionKeys.rotated(token.hash()), SessionKeys.ENDED),
                token.hash(),
                successorHash,
                sealedSuccessor,
                now,
                millis(Sessions.GRACE),
                millis(Sessions.IDLE),
                SessionKeys.INDEX_PREFIX,
                id.value(),
                SessionKeys.ENDED_SESSION,
                endedRetention,
                deadline));
        return switch (field(answer, 0)) {
            case "current" -> new Current(session(id, answer));
            case "exchanged" -> new Exchanged(session(id, answer), field(answer, 4));
            case "reused" -> new Reused(new UserId(Long.parseLong(field(answer, 1))));
            case "gone" -> new Gone();
            case "late" -> throw new QueryTimeoutException("Redis came too late to a refresh, which changed nothing");
            default -> throw new IllegalStateException("refresh.lua answered " + field(answer, 0));
        };
    }

    private static Session session(SessionId id, List<?> answer) {
        return new Session(
                id, new UserId(Long.parseLong(field(answer, 1))), new Username(field(answer, 2)), instant(answer, 3));
    }

    private static OpenSession openSession(List<?> answer) {
        return new OpenSession(
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
        return RedisScript.of(source("ended.lua") + source(file), answer);
    }

    private static String source(String file) {
        try {
            return new ClassPathResource(file, SessionScripts.class).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
