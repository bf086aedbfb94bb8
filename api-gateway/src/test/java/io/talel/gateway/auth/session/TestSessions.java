package io.talel.gateway.auth.session;

import io.talel.kernel.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sessions for the tests of other packages. */
public final class TestSessions {

    static final SessionSettings SETTINGS =
            new SessionSettings(Duration.ofDays(7), Duration.ofDays(30), Duration.ofSeconds(10), 100);

    private static final AtomicLong PEOPLE = new AtomicLong(1000);

    private TestSessions() {}

    /** A person without sessions: the tests share a Redis. */
    static UserId nobodyElse() {
        return new UserId(PEOPLE.incrementAndGet());
    }

    public static Sessions on(StringRedisTemplate redis, JdbcClient jdbc, Clock clock) {
        RevocationStore revocations = new RevocationStore(jdbc, SETTINGS);
        return new Sessions(
                SETTINGS,
                redis,
                new RefreshTokens(List.of(new SecretKeySpec(new byte[32], "HmacSHA256"))),
                revocations,
                new RevokedSessions(revocations, Duration.ofMinutes(30), clock),
                clock);
    }
}
