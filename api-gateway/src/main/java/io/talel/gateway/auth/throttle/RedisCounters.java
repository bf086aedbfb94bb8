package io.talel.gateway.auth.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The counters of all nodes: hashes {@code count, ends_at, free_at, ended_at} that expire with their window. Times come from
 * the nodes, in milliseconds; {@code ended_at} is the end of the window before the latest attempt.
 */
final class RedisCounters implements Counters {

    private static final RedisScript<Long> TAKE =
            RedisScript.of(new ClassPathResource("count-or-delay.lua", RedisCounters.class), Long.class);
    private static final RedisScript<Long> GIVE_BACK =
            RedisScript.of(new ClassPathResource("give-back.lua", RedisCounters.class), Long.class);

    private final StringRedisTemplate redis;

    RedisCounters(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public Duration take(List<Counter> counters, Instant now) {
        List<String> arguments = new ArrayList<>(List.of(Long.toString(now.toEpochMilli())));
        for (Counter counter : counters) {
            Limit limit = counter.limit();
            arguments.add(Integer.toString(limit.most()));
            arguments.add(Long.toString(limit.window().toMillis()));
            arguments.add(Long.toString(limit.delay().toMillis()));
            arguments.add(Long.toString(limit.longestDelay().toMillis()));
        }
        return Duration.ofMillis(Objects.requireNonNull(redis.execute(TAKE, keys(counters), arguments.toArray())));
    }

    @Override
    public void giveBack(List<Counter> counters) {
        redis.execute(GIVE_BACK, keys(counters));
    }

    @Override
    public void reset(List<Counter> counters) {
        redis.delete(keys(counters));
    }

    private static List<String> keys(List<Counter> counters) {
        return counters.stream().map(Counter::key).toList();
    }
}
