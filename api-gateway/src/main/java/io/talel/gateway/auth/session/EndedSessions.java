package io.talel.gateway.auth.session;

import io.talel.kernel.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The sessions that were ended, and the people all of whose sessions were, while access tokens of theirs may still be valid,
 * as this node knows them. A request asks this set, never Redis; the set follows a stream from where it last was, so nothing
 * is missed that was ended while Redis could not be reached.
 */
public final class EndedSessions {

    private static final Logger LOG = LoggerFactory.getLogger(EndedSessions.class);

    private static final int BATCH = 1000;
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final StringRedisTemplate redis;
    private final Duration retention;
    private final Clock clock;
    private final Map<SessionId, Instant> forgottenAt = new ConcurrentHashMap<>();
    private final Map<UserId, AllEnded> all = new ConcurrentHashMap<>();
    private String lastRead = "0-0";
    private volatile Instant caughtUpAt;

    /** @param tokenLifetime how long an access token may outlive its session if nobody stopped it */
    public EndedSessions(StringRedisTemplate redis, Duration tokenLifetime, Clock clock) {
        this.redis = redis;
        this.retention = tokenLifetime.plus(MARGIN);
        this.clock = clock;
        this.caughtUpAt = clock.instant();
    }

    public boolean contains(SessionId id) {
        return forgottenAt.containsKey(id);
    }

    /** Whether a token of this session counts no more. */
    public boolean concerns(SessionId id, UserId userId, Instant issuedAt) {
        AllEnded ended = all.get(userId);
        return contains(id) || (ended != null && ended.concerns(id, issuedAt));
    }

    boolean contains(AllEnded ended) {
        return ended.equals(all.get(ended.userId()));
    }

    /** How long ago this was complete; at first, how long ago it began. */
    Duration sinceCaughtUp() {
        return Duration.between(caughtUpAt, clock.instant());
    }

    Duration retention() {
        return retention;
    }

    void add(SessionId id) {
        forgottenAt.putIfAbsent(id, clock.instant().plus(retention));
    }

    void add(AllEnded ended) {
        all.merge(ended.userId(), ended, AllEnded::and);
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
                read(entry);
                lastRead = entry.getId().getValue();
            }
        } while (batch.size() == BATCH);
        Instant now = clock.instant();
        forgottenAt.values().removeIf(now::isAfter);
        all.values().removeIf(ended -> now.isAfter(ended.before().plus(retention)));
        caughtUpAt = now;
    }

    /** One that nobody can read is passed over: all that follow would go unnoticed otherwise. */
    private void read(MapRecord<String, String, String> entry) {
        try {
            add(entry.getValue());
        } catch (RuntimeException e) {
            LOG.error(
                    "Entry {} of {} cannot be read ({}): tokens may count here of sessions that it ended",
                    entry.getId(),
                    SessionKeys.ENDED,
                    e.getClass().getSimpleName());
        }
    }

    private void add(Map<String, String> entry) {
        entry.forEach((field, value) -> {
            switch (field) {
                case SessionKeys.ENDED_SESSION -> add(new SessionId(value));
                case SessionKeys.ALL_ENDED -> add(AllEnded.parse(value));
                default -> {}
            }
        });
    }
}
