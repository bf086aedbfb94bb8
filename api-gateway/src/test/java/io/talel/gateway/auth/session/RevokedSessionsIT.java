package io.talel.gateway.auth.session;

import static io.talel.gateway.auth.session.TestSessions.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.MutableClock;
import io.talel.gateway.auth.client.Clients;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.LocalRedis;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Two nodes, their database, and a Redis that may fail. */
class RevokedSessionsIT {

    private static final UserId ADA = new UserId(7);
    private static final Username ADAS_NAME = new Username("ada");
    private static final UserId BOB = new UserId(8);
    private static final Username BOBS_NAME = new Username("bob");

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
    @Tag("timed")
    void another_node_knows_within_two_seconds() {
        RevokedSessionsFollower follower = new RevokedSessionsFollower(there.revoked);
        follower.start();
        SessionId ended = endedSession();
        assertThat(here.revoked.contains(ended)).isTrue();
        await().atMost(Duration.ofSeconds(2)).until(() -> there.revoked.contains(ended));
        follower.stop();
        assertThat(follower.isRunning()).isFalse();
    }

    @Test
    void a_session_that_goes_on_is_not_among_them() {
        SessionId goesOn =
                here.sessions.open(ADA, ADAS_NAME, Clients.FIREFOX).session().id();
        endedSession();
        there.revoked.catchUp();
        assertThat(there.revoked.contains(goesOn)).isFalse();
    }

    @Test
    void a_node_that_starts_later_knows_what_ended_before() {
        SessionId ended = endedSession();
        try (RedisNode late = new RedisNode(server, clock)) {
            late.revoked.catchUp();
            assertThat(late.revoked.contains(ended)).isTrue();
        }
    }

    @Test
    void a_session_is_forgotten_an_hour_after_its_last_token_has_expired() {
        SessionId ended = endedSession();
        clock.advance(Duration.ofMinutes(90));
        here.revoked.catchUp();
        assertThat(here.revoked.contains(ended)).isTrue();
        clock.advance(Duration.ofMinutes(1));
        here.revoked.catchUp();
        assertThat(here.revoked.contains(ended)).isFalse();
    }

    @Test
    void without_redis_log_in_and_log_out_fail_but_ended_sessions_stay_ended() {
        SessionId ended = endedSession();
        IssuedSession opened = here.sessions.open(ADA, ADAS_NAME, Clients.FIREFOX);
        server.close();
        assertThatThrownBy(() -> here.sessions.open(ADA, ADAS_NAME, Clients.FIREFOX))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> here.sessions.refresh(opened.refreshToken())).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> here.sessions.end(ADA, opened.session().id())).isInstanceOf(DataAccessException.class);
        assertThat(here.revoked.contains(ended)).isTrue();
        assertThat(here.revoked.contains(opened.session().id())).isFalse();
    }

    @Test
    void a_node_that_starts_without_redis_knows_what_ended_before() {
        SessionId ended = endedSession();
        Session laptop = here.sessions.open(BOB, BOBS_NAME, Clients.FIREFOX).session();
        here.sessions.endAll(BOB, Optional.empty());
        server.kill();
        try (RedisNode late = new RedisNode(server, clock)) {
            RevokedSessionsFollower follower = new RevokedSessionsFollower(late.revoked);
            follower.start();
            assertThat(late.revoked.contains(ended)).isTrue();
            assertThat(concerns(late, laptop)).isTrue();
            follower.stop();
        }
    }

    @Test
    void a_node_that_starts_after_redis_was_flushed_knows_them_too() {
        SessionId ended = endedSession();
        here.flush();
        try (RedisNode late = new RedisNode(server, clock)) {
            late.revoked.catchUp();
            assertThat(late.revoked.contains(ended)).isTrue();
        }
    }

    @Test
    void a_node_that_cannot_know_what_has_ended_does_not_start() {
        RevocationStore unreachable = new RevocationStore(
                JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/nowhere")), SETTINGS);
        RevokedSessionsFollower follower =
                new RevokedSessionsFollower(new RevokedSessions(unreachable, Duration.ofMinutes(30), clock));
        assertThatThrownBy(follower::start).isInstanceOf(DataAccessException.class);
        assertThat(follower.isRunning()).isFalse();
    }

    /** The late row has an earlier time than a row that was read already. */
    @Test
    void an_end_that_is_committed_late_is_not_missed() throws SQLException {
        RevokedSessionsFollower follower = new RevokedSessionsFollower(there.revoked);
        follower.start();
        SessionId late = SessionId.random();
        try (Connection connection = RedisNode.database().getConnection()) {
            connection.setAutoCommit(false);
            new RevocationStore(JdbcClient.create(new SingleConnectionDataSource(connection, true)), SETTINGS)
                    .end(late);
            SessionId early = endedSession();
            await().atMost(Duration.ofSeconds(30)).until(() -> there.revoked.contains(early));
            assertThat(there.revoked.contains(late)).isFalse();
            connection.commit();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> there.revoked.contains(late));
        follower.stop();
    }

    /** Its first commit took so long that no node reads that far back any more. */
    @Test
    void an_end_that_is_repeated_is_not_missed() {
        SessionId late = SessionId.random();
        JdbcClient database = JdbcClient.create(RedisNode.database());
        there.revoked.catchUp();
        database.sql("INSERT INTO auth.ended_session VALUES (?, now() - interval '1 minute')")
                .param(late.value())
                .update();
        there.revoked.catchUp();
        assertThat(there.revoked.contains(late)).isFalse();

        new RevocationStore(database, SETTINGS).end(late);

        there.revoked.catchUp();
        assertThat(there.revoked.contains(late)).isTrue();
    }

    @Test
    void a_log_in_right_after_the_end_of_all_sessions_gets_a_valid_token() {
        for (int i = 0; i < 20; i++) {
            here.sessions.endAll(BOB, Optional.empty());
            Session begun = here.sessions.open(BOB, BOBS_NAME, Clients.FIREFOX).session();
            there.revoked.catchUp();
            Stream.of(here, there)
                    .forEach(node -> assertThat(concerns(node, begun)).isFalse());
        }
    }

    /** A session that began in the same second ends, too. */
    @Test
    void the_end_of_all_sessions_voids_tokens_of_one_that_redis_has_forgotten() {
        Session forgotten = here.sessions.open(BOB, BOBS_NAME, Clients.FIREFOX).session();
        here.flush();
        assertThat(here.sessions.endAll(BOB, Optional.empty())).isEmpty();
        there.revoked.catchUp();
        Stream.of(here, there).forEach(node -> {
            assertThat(concerns(node, forgotten)).isTrue();
            assertThat(node.revoked.concerns(forgotten.id(), new UserId(9), forgotten.begunAt()))
                    .isFalse();
        });
        clock.advance(Duration.ofMinutes(91));
        here.revoked.catchUp();
        assertThat(concerns(here, forgotten)).isFalse();
    }

    @Test
    void the_session_that_goes_on_keeps_its_tokens() {
        Session goesOn = here.sessions.open(BOB, BOBS_NAME, Clients.FIREFOX).session();
        here.sessions.endAll(BOB, Optional.of(goesOn.id()));
        there.revoked.catchUp();
        assertThat(concerns(there, goesOn)).isFalse();
        here.sessions.endAll(BOB, Optional.empty());
        there.revoked.catchUp();
        assertThat(concerns(there, goesOn)).isTrue();
    }

    @Test
    void what_has_ended_long_ago_is_deleted() {
        SessionId ended = endedSession();
        here.sessions.endAll(BOB, Optional.empty());
        JdbcClient jdbc = JdbcClient.create(RedisNode.database());
        RevocationStore revocations = new RevocationStore(jdbc, SETTINGS);
        jdbc.sql("UPDATE auth.ended_session SET ended_at = now() - interval '30 days' WHERE session = :id")
                .param("id", ended.value())
                .update();
        revocations.sweep();
        assertThat(rows(jdbc, ended)).isEqualTo(1);
        jdbc.sql("UPDATE auth.ended_session SET ended_at = now() - interval '32 days' WHERE session = :id")
                .param("id", ended.value())
                .update();
        jdbc.sql("UPDATE auth.ended_person SET ended_at = now() - interval '32 days'")
                .update();
        revocations.sweep();
        assertThat(rows(jdbc, ended)).isZero();
        assertThat(jdbc.sql("SELECT count(*) FROM auth.ended_person")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void a_log_out_of_a_session_that_redis_has_forgotten_counts_everywhere() {
        SessionId forgotten =
                here.sessions.open(ADA, ADAS_NAME, Clients.FIREFOX).session().id();
        here.flush();
        assertThat(here.sessions.end(ADA, forgotten)).isFalse();
        there.revoked.catchUp();
        assertThat(there.revoked.contains(forgotten)).isFalse();
        assertThat(here.sessions.logOut(ADA, forgotten)).isFalse();
        there.revoked.catchUp();
        assertThat(there.revoked.contains(forgotten)).isTrue();
    }

    @Test
    void a_metric_shows_the_age_of_the_last_reading_of_ended_sessions() {
        there.revoked.catchUp();
        clock.advance(Duration.ofSeconds(3));
        assertThat(there.revoked.sinceCaughtUp()).isEqualTo(Duration.ofSeconds(3));
        there.revoked.catchUp();
        assertThat(there.revoked.sinceCaughtUp()).isZero();
    }

    private static boolean concerns(RedisNode node, Session session) {
        return node.revoked.concerns(session.id(), session.userId(), session.begunAt());
    }

    private static long rows(JdbcClient jdbc, SessionId id) {
        return jdbc.sql("SELECT count(*) FROM auth.ended_session WHERE session = :id")
                .param("id", id.value())
                .query(Long.class)
                .single();
    }

    private SessionId endedSession() {
        SessionId id =
                here.sessions.open(ADA, ADAS_NAME, Clients.FIREFOX).session().id();
        here.sessions.end(ADA, id);
        return id;
    }
}
