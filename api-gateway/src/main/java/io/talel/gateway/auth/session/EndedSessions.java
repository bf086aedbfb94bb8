package io.talel.gateway.auth.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The sessions that were ended while access tokens of theirs may still be valid, as this node knows them. A request asks
 * this set, never Redis; the set follows a stream from where it last was, so nothing is missed that was ended while
 * Redis could not be reached.
 */
public final class EndedSessions {

    private static final int BATCH = 1000;
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final StringRedisTemplate redis;
    private final Duration retention;
    private final Clock clock;
    private final Map<SessionId, Instant> forgottenAt = new ConcurrentHashMap<>();
    private String lastRead = "0-0";

    /** @param tokenLifetime how long an access token may outlive its session if nobody stopped it */
    public EndedSessions(StringRedisTemplate redis, Duration tokenLifetime, Clock clock) {
        this.redis = redis;
        this.retention = tokenLifetime.plus(MARGIN);
        this.clock = clock;
    }

    public boolean contains(SessionId id) {
        return forgottenAt.containsKey(id);
    }

    Duration retention() {
        return retention;
    }

    void add(SessionId id) {
        forgottenAt.putIfAbsent(id, clock.instant().plus(retention));
    }

    /** Reads what was added to the stream since the last call, and forgets those whose tokens have all expired. */
    synchronized void catchUp() {
        List<MapRecord<String, String, String>> batch;
        do {
            batch = redis.<String, String>opsForStream()
                    .read(
                            StreamReadOptions.empty().count(BATCH),
                            StreamOffset.create(SessionKeys.ENDED, ReadOffset.from(lastRead)));
            for (MapRecord<String, String, String> entry : batch) {
                add(new SessionId(Objects.requireNonNull(entry.getValue().get(SessionKeys.ENDED_SESSION))));
                lastRead = entry.getId().getValue();
            }
        } while (batch.size() == BATCH);
        Instant now = clock.instant();
        forgottenAt.values().removeIf(now::isAfter);
    }
}
