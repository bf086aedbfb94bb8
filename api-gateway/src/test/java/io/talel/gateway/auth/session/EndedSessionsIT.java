package io.talel.gateway.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.auth.MutableClock;
import io.talel.gateway.auth.client.Clients;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.LocalRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.RedisCallback;

/** Two nodes and a Redis that may be taken away from them. */
class EndedSessionsIT {

    private static final UserId ADA = new UserId(7);
    private static final Username ADAS_NAME = new Username("ada");

    @TempDir
    private static Path directory;

    private final MutableClock clock = RedisNode.clock();
    private LocalRedis server;
    private RedisNode here;
    private RedisNode there;

    @BeforeEach
    void start() {
        server = LocalRedis.start(directory, 0);
        here = new RedisNode(server, clock);
        there = new RedisNode(server, clock);
    }

    @AfterEach
    void stop() {
        Stream.of(here, there).forEach(RedisNode::close);
        server.close();
    }

    @Test
    void another_node_knows_within_two_seconds() {
        EndedSessionsFollower follower = new EndedSessionsFollower(there.ended);
        follower.start();
        SessionId ended = endedSession();
        assertThat(here.ended.contains(ended)).isTrue();
        await().atMost(Duration.ofSeconds(2)).until(() -> there.ended.contains(ended));
        follower.stop();
        assertThat(follower.isRunning()).isFalse();
    }

    @Test
    void a_session_that_goes_on_is_not_among_them() {
        SessionId goesOn =
                here.sessions.open(ADA, ADAS_NAME, Clients.FIREFOX).session().id();
        endedSession();
        there.ended.catchUp();
        assertThat(there.ended.contains(goesOn)).isFalse();
    }

    @Test
    void a_node_that_starts_later_knows_what_ended_before() {
        SessionId ended = endedSession();
        try (RedisNode late = new RedisNode(server, clock)) {
            late.ended.catchUp();
            assertThat(late.ended.contains(ended)).isTrue();
        }
    }

    @Test
    void more_than_one_batch_is_read_at_once() {
        SessionId first = endedSession();
        for (int i = 0; i < 1000; i++) {
            endedSession();
        }
        SessionId last = endedSession();
        there.ended.catchUp();
        assertThat(there.ended.contains(first)).isTrue();
        assertThat(there.ended.contains(last)).isTrue();
    }

    @Test
    void a_session_is_forgotten_once_its_last_token_has_expired() {
        SessionId ended = endedSession();
        clock.advance(Duration.ofMinutes(30));
        here.ended.catchUp();
        assertThat(here.ended.contains(ended)).isTrue();
        clock.advance(Duration.ofMinutes(2));
        here.ended.catchUp();
        assertThat(here.ended.contains(ended)).isFalse();
    }

    @Test
    void without_redis_nobody_logs_in_or_out_but_what_has_ended_stays_ended() {
        SessionId ended = endedSession();
        Prolonged opened = here.sessions.open(ADA, ADAS_NAME, Clients.FIREFOX);
        server.close();
        assertThatThrownBy(() -> here.sessions.open(ADA, ADAS_NAME, Clients.FIREFOX))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> here.sessions.refresh(opened.refreshToken())).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> here.sessions.end(ADA, opened.session().id())).isInstanceOf(DataAccessException.class);
        assertThat(here.ended.contains(ended)).isTrue();
        assertThat(here.ended.contains(opened.session().id())).isFalse();
    }

    @Test
    void what_was_missed_during_an_outage_is_made_up_for() {
        EndedSessionsFollower follower = new EndedSessionsFollower(there.ended);
        follower.start();
        int port = server.port();
        server.kill();
        await().atMost(Duration.ofSeconds(5)).until(() -> cannotCatchUp());
        server = LocalRedis.start(directory, port);
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            here.ended.catchUp();
            return true;
        });
        SessionId ended = endedSession();
        await().atMost(Duration.ofSeconds(10)).until(() -> there.ended.contains(ended));
        follower.stop();
    }

    @Test
    void whose_sessions_all_end_has_no_token_left_even_of_one_that_redis_has_forgotten() {
        Instant issuedAt = clock.instant();
        SessionId forgotten =
                here.sessions.open(ADA, ADAS_NAME, Clients.FIREFOX).session().id();
        redisForgets();
        clock.advance(Duration.ofSeconds(10));
        assertThat(here.sessions.endAll(ADA, Optional.empty())).isEmpty();
        there.ended.catchUp();
        Stream.of(here, there).forEach(node -> {
            assertThat(node.ended.concerns(forgotten, ADA, issuedAt)).isTrue();
            assertThat(node.ended.concerns(forgotten, new UserId(8), issuedAt)).isFalse();
            assertThat(node.ended.concerns(forgotten, ADA, clock.instant())).isFalse();
        });
        clock.advance(Duration.ofMinutes(32));
        there.ended.catchUp();
        assertThat(there.ended.concerns(forgotten, ADA, issuedAt)).isFalse();
    }

    @Test
    void the_session_that_goes_on_keeps_its_tokens() {
        Instant issuedAt = clock.instant();
        SessionId goesOn =
                here.sessions.open(ADA, ADAS_NAME, Clients.FIREFOX).session().id();
        clock.advance(Duration.ofSeconds(10));
        here.sessions.endAll(ADA, Optional.of(goesOn));
        there.ended.catchUp();
        assertThat(there.ended.concerns(goesOn, ADA, issuedAt)).isFalse();
        here.sessions.endAll(ADA, Optional.empty());
        there.ended.catchUp();
        assertThat(there.ended.concerns(goesOn, ADA, issuedAt)).isTrue();
    }

    @Test
    void who_logs_out_of_a_session_that_redis_has_forgotten_is_logged_out_everywhere() {
        SessionId forgotten =
                here.sessions.open(ADA, ADAS_NAME, Clients.FIREFOX).session().id();
        redisForgets();
        assertThat(here.sessions.end(ADA, forgotten)).isFalse();
        there.ended.catchUp();
        assertThat(there.ended.contains(forgotten)).isFalse();
        assertThat(here.sessions.logOut(ADA, forgotten)).isFalse();
        there.ended.catchUp();
        assertThat(there.ended.contains(forgotten)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"session, no session", "all, nobody", "all, 7", "all, 7 99999999999999999999", "all, 7 1 no session"})
    void an_entry_that_nobody_can_read_does_not_hide_those_after_it(String field, String value) {
        here.redis.opsForStream().add(SessionKeys.ENDED, Map.of(field, value));
        SessionId ended = endedSession();
        there.ended.catchUp();
        assertThat(there.ended.contains(ended)).isTrue();
    }

    @Test
    void it_is_known_how_long_nobody_has_learned_of_ended_sessions() {
        there.ended.catchUp();
        clock.advance(Duration.ofSeconds(3));
        assertThat(there.ended.sinceCaughtUp()).isEqualTo(Duration.ofSeconds(3));
        there.ended.catchUp();
        assertThat(there.ended.sinceCaughtUp()).isZero();
        server.close();
        clock.advance(Duration.ofSeconds(5));
        assertThat(cannotCatchUp()).isTrue();
        assertThat(there.ended.sinceCaughtUp()).isEqualTo(Duration.ofSeconds(5));
    }

    private void redisForgets() {
        here.redis.execute((RedisCallback<Void>) connection -> {
            connection.serverCommands().flushAll();
            return null;
        });
    }

    private boolean cannotCatchUp() {
        try {
            there.ended.catchUp();
            return false;
        } catch (DataAccessException e) {
            return true;
        }
    }

    private SessionId endedSession() {
        SessionId id =
                here.sessions.open(ADA, ADAS_NAME, Clients.FIREFOX).session().id();
        here.sessions.end(ADA, id);
        return id;
    }
}
