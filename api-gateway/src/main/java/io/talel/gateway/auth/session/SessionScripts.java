package io.talel.gateway.auth.session;

import io.talel.gateway.auth.session.Rotation.Current;
import io.talel.gateway.auth.session.Rotation.Exchanged;
import io.talel.gateway.auth.session.Rotation.Gone;
import io.talel.gateway.auth.session.Rotation.Reused;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** The steps of a session, each one script and so one step for everybody. */
final class SessionScripts {

    private static final RedisScript<String> OPEN = script("open.lua", String.class);
    private static final RedisScript<List> REFRESH = script("refresh.lua", List.class);
    private static final RedisScript<Long> END = script("end.lua", Long.class);
    private static final String LOOK_ONLY = "";

    private final StringRedisTemplate redis;
    private final String endedRetention;

    SessionScripts(StringRedisTemplate redis, Duration endedRetention) {
        this.redis = redis;
        this.endedRetention = millis(endedRetention);
    }

    void open(Session session, RefreshToken token, Instant now) {
        redis.execute(
                OPEN,
                List.of(SessionKeys.session(session.id())),
                text(session.userId().value()),
                session.username().value(),
                token.hash(),
                millis(now),
                millis(session.endsAt()),
                millis(Sessions.IDLE));
    }

    /** Exchanges the token for the successor if it is the current one. */
    Rotation rotate(RefreshToken presented, RefreshToken successor, Instant now) {
        return refresh(presented, successor.hash(), RefreshTokens.seal(successor, presented), now);
    }

    /** Says how a token stands that is known to be of the chain; changes nothing. */
    Rotation look(RefreshToken token, Instant now) {
        return refresh(token, LOOK_ONLY, LOOK_ONLY, now);
    }

    boolean end(SessionId id) {
        Long removed = redis.execute(
                END,
                List.of(SessionKeys.session(id), SessionKeys.ENDED),
                SessionKeys.ENDED_SESSION,
                id.value(),
                endedRetention);
        return removed != null && removed == 1;
    }

    private Rotation refresh(RefreshToken token, String successorHash, String sealedSuccessor, Instant now) {
        SessionId id = token.sessionId();
        List<?> answer = Objects.requireNonNull(redis.execute(
                REFRESH,
                List.of(SessionKeys.session(id), SessionKeys.rotated(token.hash()), SessionKeys.ENDED),
                token.hash(),
                successorHash,
                sealedSuccessor,
                millis(now),
                millis(Sessions.GRACE),
                millis(Sessions.IDLE),
                SessionKeys.ENDED_SESSION,
                id.value(),
                endedRetention));
        return switch (field(answer, 0)) {
            case "current" -> new Current(session(id, answer));
            case "exchanged" -> new Exchanged(session(id, answer), field(answer, 4));
            case "reused" -> new Reused(new UserId(Long.parseLong(field(answer, 1))));
            case "gone" -> new Gone();
            default -> throw new IllegalStateException("refresh.lua answered " + field(answer, 0));
        };
    }

    private static Session session(SessionId id, List<?> answer) {
        return new Session(
                id,
                new UserId(Long.parseLong(field(answer, 1))),
                new Username(field(answer, 2)),
                Instant.ofEpochMilli(Long.parseLong(field(answer, 3))));
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
