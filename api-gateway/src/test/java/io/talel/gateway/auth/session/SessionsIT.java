package io.talel.gateway.auth.session;

import static io.talel.gateway.auth.session.TestSessions.SETTINGS;
import static io.talel.gateway.auth.session.TestSessions.nobodyElse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.MutableClock;
import io.talel.gateway.auth.client.Clients;
import io.talel.gateway.auth.session.RefreshResult.Replayed;
import io.talel.gateway.auth.session.RefreshResult.Unknown;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.SharedServers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** How sessions begin and end, and what persons see of them. */
class SessionsIT {

    private static final UserId ADA = new UserId(7);

    private static final Username ADAS_NAME = new Username("ada");

    private final MutableClock clock = RedisNode.clock();

    private final RedisNode node = new RedisNode(SharedServers.redis(), clock);

    private final Sessions sessions = node.sessions;

    private final IssuedSession opened = sessions.open(ADA, ADAS_NAME, Clients.FIREFOX);

    @AfterEach
    void disconnect() {
        node.close();
    }

    @Test
    void all_sessions_end_even_if_redis_has_evicted_their_index() {
        UserId bob = nobodyElse();
        IssuedSession laptop = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        node.redis.delete(SessionKeys.index(bob));
        assertThat(sessions.endAll(bob, Optional.empty())).isEmpty();
        assertThat(sessions.refresh(laptop.refreshToken())).isEqualTo(new Unknown());
        assertThat(node.redis.hasKey(SessionKeys.session(laptop.session().id())))
                .isFalse();
        node.granted(sessions.open(bob, new Username("bob"), Clients.FIREFOX).refreshToken());
    }

    @Test
    void nor_does_one_come_back_with_a_redis_that_missed_its_end() {
        UserId bob = nobodyElse();
        IssuedSession laptop = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        IssuedSession phone = sessions.open(bob, new Username("bob"), Clients.SAFARI);
        Map<String, byte[]> before = Stream.of(laptop, phone)
                .map(each -> SessionKeys.session(each.session().id()))
                .collect(Collectors.toMap(key -> key, node.redis::dump));
        sessions.logOut(bob, laptop.session().id());
        node.granted(phone.refreshToken());
        sessions.endAll(bob, Optional.empty());
        before.forEach((key, value) -> node.redis.restore(key, value, 1, TimeUnit.HOURS, true));
        assertThat(sessions.refresh(laptop.refreshToken())).isEqualTo(new Unknown());
        assertThat(sessions.refresh(phone.refreshToken())).isEqualTo(new Unknown());
    }

    @Test
    void the_one_that_is_spared_goes_on_until_all_end() {
        UserId bob = nobodyElse();
        IssuedSession laptop = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        IssuedSession phone = sessions.open(bob, new Username("bob"), Clients.SAFARI);
        node.redis.delete(SessionKeys.index(bob));
        sessions.endAll(bob, Optional.of(phone.session().id()));
        assertThat(sessions.refresh(laptop.refreshToken())).isEqualTo(new Unknown());
        RefreshToken next = node.granted(phone.refreshToken()).refreshToken();
        sessions.endAll(bob, Optional.of(laptop.session().id()));
        sessions.endAll(bob, Optional.of(phone.session().id()));
        assertThat(sessions.refresh(next)).isEqualTo(new Unknown());
    }

    @Test
    void a_session_whose_index_was_evicted_is_seen_again_once_it_is_refreshed() {
        UserId bob = nobodyElse();
        IssuedSession laptop = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        node.redis.delete(SessionKeys.index(bob));
        assertThat(sessions.of(bob)).isEmpty();
        node.granted(laptop.refreshToken());
        assertThat(sessions.of(bob)).hasSize(1);
        assertThat(node.redis.getExpire(SessionKeys.index(bob))).isPositive();
    }

    @Test
    void a_session_that_was_ended_is_unknown_and_cannot_be_ended_again() {
        assertThat(sessions.end(ADA, opened.session().id())).isTrue();
        assertThat(sessions.refresh(opened.refreshToken())).isEqualTo(new Unknown());
        assertThat(sessions.end(ADA, opened.session().id())).isFalse();
    }

    @Test
    void a_second_log_in_is_a_session_of_its_own() {
        IssuedSession other = sessions.open(ADA, ADAS_NAME, Clients.FIREFOX);
        sessions.end(ADA, opened.session().id());
        assertThat(node.granted(other.refreshToken()).session()).isEqualTo(other.session());
    }

    @Test
    void a_person_sees_their_sessions_the_latest_first() {
        UserId bob = nobodyElse();
        IssuedSession laptop = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        clock.advance(Duration.ofHours(1));
        IssuedSession phone = sessions.open(bob, new Username("bob"), Clients.SAFARI);
        clock.advance(Duration.ofHours(1));
        node.granted(laptop.refreshToken());
        Instant now = clock.instant();
        assertThat(sessions.of(bob))
                .containsExactly(
                        new ListedSession(
                                phone.session().id(),
                                "Safari on iOS",
                                "2001:db8:1::/48",
                                now.minus(Duration.ofHours(1)),
                                now.minus(Duration.ofHours(1))),
                        new ListedSession(
                                laptop.session().id(),
                                "Firefox on Linux",
                                "192.0.2.0/24",
                                now.minus(Duration.ofHours(2)),
                                now));
    }

    @Test
    void sessions_that_have_ended_or_expired_are_not_among_them() {
        UserId bob = nobodyElse();
        sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        clock.advance(SETTINGS.idleTimeout());
        IssuedSession ended = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        IssuedSession replayed = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        sessions.end(bob, ended.session().id());
        node.granted(replayed.refreshToken());
        node.age(replayed.refreshToken(), SETTINGS.refreshGrace().plusMillis(1));
        assertThat(sessions.refresh(replayed.refreshToken())).isInstanceOf(Replayed.class);
        assertThat(sessions.of(bob)).isEmpty();
    }

    @Test
    void the_index_of_a_person_is_gone_with_their_sessions() {
        UserId bob = nobodyElse();
        IssuedSession first = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        assertThat(node.redis.getExpire(SessionKeys.index(bob)))
                .isBetween(
                        SETTINGS.lifetime().minusMinutes(1).toSeconds(),
                        SETTINGS.lifetime().toSeconds());
        node.redis.delete(SessionKeys.session(first.session().id()));
        IssuedSession second = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        assertThat(node.redis.opsForZSet().size(SessionKeys.index(bob))).isEqualTo(1);
        sessions.end(bob, second.session().id());
        assertThat(node.redis.hasKey(SessionKeys.index(bob))).isFalse();
    }

    @Test
    void a_user_cannot_end_a_session_of_another_user() {
        assertThat(sessions.end(new UserId(8), opened.session().id())).isFalse();
        assertThat(node.granted(opened.refreshToken()).session()).isEqualTo(opened.session());
    }

    @Test
    void all_sessions_of_a_person_end_at_once_and_those_of_others_go_on() {
        UserId bob = nobodyElse();
        IssuedSession laptop = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        IssuedSession phone = sessions.open(bob, new Username("bob"), Clients.SAFARI);
        assertThat(sessions.endAll(bob, Optional.empty()))
                .containsExactlyInAnyOrder(
                        laptop.session().id(), phone.session().id());
        assertThat(sessions.refresh(laptop.refreshToken())).isEqualTo(new Unknown());
        assertThat(sessions.refresh(phone.refreshToken())).isEqualTo(new Unknown());
        assertThat(node.revoked.contains(laptop.session().id())).isTrue();
        assertThat(sessions.endAll(bob, Optional.empty())).isEmpty();
        assertThat(node.granted(opened.refreshToken()).session()).isEqualTo(opened.session());
    }

    @Test
    void all_but_one_can_end() {
        UserId bob = nobodyElse();
        IssuedSession laptop = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        IssuedSession phone = sessions.open(bob, new Username("bob"), Clients.SAFARI);
        assertThat(sessions.endAll(bob, Optional.of(phone.session().id())))
                .containsExactly(laptop.session().id());
        assertThat(node.granted(phone.refreshToken()).session()).isEqualTo(phone.session());
    }

    @Test
    void with_one_session_too_many_the_oldest_ends() {
        UserId bob = nobodyElse();
        IssuedSession oldest = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        for (int i = 1; i < SETTINGS.mostPerUser(); i++) {
            clock.advance(Duration.ofMillis(1));
            sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        }
        assertThat(sessions.of(bob)).hasSize(SETTINGS.mostPerUser());
        clock.advance(Duration.ofMillis(1));
        IssuedSession latest = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        assertThat(sessions.of(bob)).hasSize(SETTINGS.mostPerUser());
        assertThat(sessions.refresh(oldest.refreshToken())).isEqualTo(new Unknown());
        assertThat(node.revoked.contains(oldest.session().id())).isTrue();
        node.granted(latest.refreshToken());
    }

    @Test
    void the_oldest_goes_on_if_its_end_cannot_be_recorded() {
        UserId bob = nobodyElse();
        IssuedSession oldest = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        clock.advance(Duration.ofMillis(1));
        while (sessions.of(bob).size() < SETTINGS.mostPerUser()) {
            sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        }
        try (RedisNode readOnly = new RedisNode(SharedServers.redis(), clock, RedisNode.readOnlyRevocations())) {
            assertThatThrownBy(() -> readOnly.sessions.open(bob, new Username("bob"), Clients.FIREFOX))
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(sessions.of(bob)).hasSize(SETTINGS.mostPerUser());
        node.granted(oldest.refreshToken());
    }

    @Test
    void a_session_ends_when_it_was_idle_for_too_long() {
        clock.advance(SETTINGS.idleTimeout());
        assertThat(sessions.refresh(opened.refreshToken())).isEqualTo(new Unknown());
    }

    @Test
    void a_session_ends_in_the_end_however_much_it_is_used() {
        RefreshToken latest = opened.refreshToken();
        for (int day = 1; day < SETTINGS.lifetime().toDays(); day++) {
            clock.advance(Duration.ofDays(1));
            latest = node.granted(latest).refreshToken();
        }
        clock.advance(Duration.ofDays(1));
        assertThat(sessions.refresh(latest)).isEqualTo(new Unknown());
    }

    @Test
    void redis_forgets_an_idle_session_by_itself() {
        assertThat(node.redis.getExpire(SessionKeys.session(opened.session().id())))
                .isBetween(
                        SETTINGS.idleTimeout().minusMinutes(1).toSeconds(),
                        SETTINGS.idleTimeout().toSeconds());
    }

    @Test
    void after_everything_was_flushed_people_log_in_again() {
        node.redis.delete(SessionKeys.session(opened.session().id()));
        assertThat(sessions.refresh(opened.refreshToken())).isEqualTo(new Unknown());
        assertThat(node.granted(sessions.open(ADA, ADAS_NAME, Clients.FIREFOX).refreshToken())
                        .session()
                        .userId())
                .isEqualTo(ADA);
    }
}
