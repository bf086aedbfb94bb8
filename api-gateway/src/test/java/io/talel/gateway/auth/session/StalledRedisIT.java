package io.talel.gateway.auth.session;

import static io.talel.gateway.auth.session.TestSessions.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.auth.client.Clients;
import io.talel.gateway.auth.session.RefreshResult.Granted;
import io.talel.gateway.auth.session.RefreshResult.Replayed;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.LocalRedis;
import io.talel.ops.localstack.process.Signal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.QueryTimeoutException;

/** A Redis that stands still in the middle of a refresh, and runs the pending commands afterwards. */
class StalledRedisIT {

    private static final UserId ADA = new UserId(7);

    @TempDir
    private Path directory;

    private final StallingClock clock = new StallingClock();
    private LocalRedis redis;
    private RedisNode node;

    @BeforeEach
    void start() {
        redis = LocalRedis.start(directory, 0);
        node = new RedisNode(redis, clock);
        // Loads the script first: otherwise the client sends it again after the stall.
        node.sessions.refresh(logIn().refreshToken());
    }

    @AfterEach
    void stop() {
        redis.process().send(Signal.CONT);
        node.close();
        redis.close();
    }

    @Test
    void a_refresh_that_was_given_up_changes_nothing_when_redis_goes_on() {
        IssuedSession opened = logIn();
        clock.beforeTheExchange = () -> redis.process().send(Signal.STOP);
        assertThatThrownBy(() -> node.sessions.refresh(opened.refreshToken()))
                .isInstanceOf(QueryTimeoutException.class);
        redis.process().send(Signal.CONT);
        assertThat(node.sessions.refresh(opened.refreshToken())).isInstanceOf(Granted.class);
        assertThat(node.redis.hasKey(SessionKeys.rotated(opened.refreshToken().hash())))
                .isTrue();
        assertThat(node.sessions.of(ADA)).hasSize(2);
    }

    @Test
    void nor_does_it_end_a_session() {
        IssuedSession opened = logIn();
        assertThat(node.sessions.refresh(opened.refreshToken())).isInstanceOf(Granted.class);
        node.age(opened.refreshToken(), SETTINGS.refreshGrace().plusMillis(1));
        redis.process().send(Signal.STOP);
        assertThatThrownBy(() -> node.sessions.refresh(opened.refreshToken()))
                .isInstanceOf(QueryTimeoutException.class);
        redis.process().send(Signal.CONT);
        assertThat(node.sessions.of(ADA)).hasSize(2);
        assertThat(node.sessions.refresh(opened.refreshToken())).isInstanceOf(Replayed.class);
    }

    private IssuedSession logIn() {
        return node.sessions.open(ADA, new Username("ada"), Clients.FIREFOX);
    }

    /** The node reads the clock before each of its questions to Redis in a refresh. */
    private static final class StallingClock extends Clock {

        private Runnable beforeTheExchange = () -> {};
        private int looks;

        @Override
        public Instant instant() {
            looks++;
            if (looks % 2 == 0) {
                beforeTheExchange.run();
                beforeTheExchange = () -> {};
            }
            return Instant.parse("2026-03-01T12:00:00Z");
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
