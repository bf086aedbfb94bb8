package io.talel.gateway.auth.session;

import io.talel.gateway.auth.MutableClock;
import io.talel.ops.localstack.LocalRedis;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The sessions as one node has them, with a Redis client of its own. */
final class RedisNode implements AutoCloseable {

    final Sessions sessions;
    final EndedSessions ended;
    final RefreshTokens tokens;
    final StringRedisTemplate redis;

    private final LettuceConnectionFactory connections;

    RedisNode(LocalRedis server, Clock clock) {
        this.connections = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration(server.host(), server.port()),
                LettuceClientConfiguration.builder()
                        .commandTimeout(Duration.ofMillis(800))
                        .build());
        connections.start();
        this.redis = new StringRedisTemplate(connections);
        this.tokens = new RefreshTokens(List.of(new SecretKeySpec(new byte[32], "HmacSHA256")));
        this.ended = new EndedSessions(redis, Duration.ofMinutes(30), clock);
        this.sessions = new Sessions(redis, tokens, ended, clock);
    }

    static MutableClock clock() {
        return new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    }

    @Override
    public void close() {
        connections.destroy();
    }
}
