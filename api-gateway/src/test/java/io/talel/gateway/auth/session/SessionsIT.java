package io.talel.gateway.auth.session;

import static io.talel.gateway.auth.session.TestSessions.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.talel.gateway.MutableClock;
import io.talel.gateway.auth.client.Clients;
import io.talel.gateway.auth.session.RefreshResult.Granted;
import io.talel.gateway.auth.session.RefreshResult.Replayed;
import io.talel.gateway.auth.session.RefreshResult.Unknown;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.SharedServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsIT {

    private static final UserId ADA = new UserId(7);
    private static final Username ADAS_NAME = new Username("ada");

    private static final AtomicLong PEOPLE = new AtomicLong(1000);

    private final MutableClock clock = RedisNode.clock();
    private final RedisNode node = new RedisNode(SharedServers.redis(), clock);
    private final Sessions sessions = node.sessions;
    private final ActiveSession opened = sessions.open(ADA, ADAS_NAME, Clients.FIREFOX);

    @AfterEach
    void disconnect() {
        node.close();
    }

    @Test
    void a_refresh_goes_on_with_the_session_and_hands_out_another_token() {
        ActiveSession refreshed = granted(opened.refreshToken());
        assertThat(refreshed.session()).isEqualTo(opened.session());
        assertThat(refreshed.refreshToken().text())
                .isNotEqualTo(opened.refreshToken().text());
    }

    @Test
    void a_session_can_be_refreshed_for_ever_so_often() {
        RefreshToken latest = opened.refreshToken();
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofMinutes(30));
            latest = granted(latest).refreshToken();
        }
        assertThat(granted(latest).session().userId()).isEqualTo(ADA);
    }

    @Test
    void within_the_grace_a_used_token_gets_the_same_successor() {
        RefreshToken successor = granted(opened.refreshToken()).refreshToken();
        node.age(opened.refreshToken(), SETTINGS.refreshGrace().minusSeconds(5));
        assertThat(granted(opened.refreshToken()).refreshToken().text()).isEqualTo(successor.text());
    }

    @Test
    void within_the_grace_a_used_token_gets_the_successor_of_its_successor_once_that_is_used_too() {
        RefreshToken second = granted(opened.refreshToken()).refreshToken();
        RefreshToken third = granted(second).refreshToken();
        assertThat(granted(opened.refreshToken()).refreshToken().text()).isEqualTo(third.text());
        node.age(second, SETTINGS.refreshGrace().plusMillis(1));
        assertThat(granted(third).session()).isEqualTo(opened.session());
    }

    @Test
    void after_the_grace_a_used_token_ends_its_session() {
        RefreshToken successor = granted(opened.refreshToken()).refreshToken();
        node.age(opened.refreshToken(), SETTINGS.refreshGrace().plusMillis(1));
        assertThat(sessions.refresh(opened.refreshToken()))
                .isEqualTo(new Replayed(opened.session().id(), ADA));
        assertThat(sessions.refresh(successor)).isEqualTo(new Unknown());
        assertThat(node.revoked.contains(opened.session().id())).isTrue();
    }

    /** Clocks of nodes are some seconds apart, or a minute where one has lost its time server. */
    @ParameterizedTest
    @ValueSource(longs = {-60, -11, 11, 60})
    void the_grace_is_the_same_on_a_node_whose_clock_is_wrong(long seconds) {
        RefreshToken successor = granted(opened.refreshToken()).refreshToken();
        MutableClock wrong = RedisNode.clock();
        wrong.advance(Duration.ofSeconds(seconds));
        try (RedisNode other = new RedisNode(SharedServers.redis(), wrong)) {
            assertThat(other.sessions.refresh(opened.refreshToken()))
                    .asInstanceOf(type(Granted.class))
                    .extracting(granted -> granted.active().refreshToken().text())
                    .isEqualTo(successor.text());
            node.age(opened.refreshToken(), SETTINGS.refreshGrace().plusMillis(1));
            assertThat(other.sessions.refresh(opened.refreshToken())).isInstanceOf(Replayed.class);
        }
    }

    @Test
    void all_sessions_end_even_if_redis_has_evicted_their_index() {
        UserId bob = nobodyElse();
        ActiveSession laptop = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        node.redis.delete(SessionKeys.index(bob));
        assertThat(sessions.endAll(bob, Optional.empty())).isEmpty();
        assertThat(sessions.refresh(laptop.refreshToken())).isEqualTo(new Unknown());
        assertThat(node.redis.hasKey(SessionKeys.session(laptop.session().id())))
                .isFalse();
        granted(sessions.open(bob, new Username("bob"), Clients.FIREFOX).refreshToken());
    }

    @Test
    void nor_does_one_come_back_with_a_redis_that_missed_its_end() {
        UserId bob = nobodyElse();
        ActiveSession laptop = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        ActiveSession phone = sessions.open(bob, new Username("bob"), Clients.SAFARI);
        Map<String, byte[]> before = Stream.of(laptop, phone)
                .map(each -> SessionKeys.session(each.session().id()))
                .collect(Collectors.toMap(key -> key, node.redis::dump));
        sessions.logOut(bob, laptop.session().id());
        granted(phone.refreshToken());
        sessions.endAll(bob, Optional.empty());
        before.forEach((key, value) -> node.redis.restore(key, value, 1, TimeUnit.HOURS, true));
        assertThat(sessions.refresh(laptop.refreshToken())).isEqualTo(new Unknown());
        assertThat(sessions.refresh(phone.refreshToken())).isEqualTo(new Unknown());
    }

    @Test
    void the_one_that_is_spared_goes_on_until_all_end() {
        UserId bob = nobodyElse();
        ActiveSession laptop = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        ActiveSession phone = sessions.open(bob, new Username("bob"), Clients.SAFARI);
        node.redis.delete(SessionKeys.index(bob));
        sessions.endAll(bob, Optional.of(phone.session().id()));
        assertThat(sessions.refresh(laptop.refreshToken())).isEqualTo(new Unknown());
        RefreshToken next = granted(phone.refreshToken()).refreshToken();
        sessions.endAll(bob, Optional.of(laptop.session().id()));
        sessions.endAll(bob, Optional.of(phone.session().id()));
        assertThat(sessions.refresh(next)).isEqualTo(new Unknown());
    }

    @Test
    void a_session_whose_index_was_evicted_is_seen_again_once_it_is_refreshed() {
        UserId bob = nobodyElse();
        ActiveSession laptop = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        node.redis.delete(SessionKeys.index(bob));
        assertThat(sessions.of(bob)).isEmpty();
        granted(laptop.refreshToken());
        assertThat(sessions.of(bob)).hasSize(1);
        assertThat(node.redis.getExpire(SessionKeys.index(bob))).isPositive();
    }

    /** The session began before nodes asked the database for the time. */
    @Test
    void a_session_of_an_earlier_release_goes_on_and_ends_with_all() {
        String key = SessionKeys.session(opened.session().id());
        node.redis.opsForHash().delete(key, "begun_at");
        node.redis.opsForHash().put(key, "created_at", "1000");
        RefreshToken next = granted(opened.refreshToken()).refreshToken();
        node.redis.delete(SessionKeys.index(ADA));
        sessions.endAll(ADA, Optional.empty());
        assertThat(sessions.refresh(next)).isEqualTo(new Unknown());
    }

    @Test
    void fifty_refreshes_at_once_get_one_successor() throws Exception {
        List<RefreshResult> outcomes = atOnce(50, () -> sessions.refresh(opened.refreshToken()));
        Set<String> successors = outcomes.stream()
                .map(outcome -> assertThat(outcome)
                        .asInstanceOf(type(Granted.class))
                        .actual()
                        .active()
                        .refreshToken()
                        .text())
                .collect(Collectors.toSet());
        assertThat(successors).hasSize(1);
        node.age(opened.refreshToken(), SETTINGS.refreshGrace().plusMillis(1));
        RefreshToken survivor = RefreshToken.parse(successors.iterator().next()).orElseThrow();
        assertThat(granted(survivor).session()).isEqualTo(opened.session());
    }

    @Test
    void a_made_up_token_is_unknown_and_leaves_the_session_alone() {
        String text = opened.refreshToken().text();
        String changed = text.substring(0, text.length() - 1) + (text.endsWith("A") ? "B" : "A");
        assertThat(sessions.refresh(RefreshToken.parse(changed).orElseThrow())).isEqualTo(new Unknown());
        assertThat(granted(opened.refreshToken()).session()).isEqualTo(opened.session());
    }

    @Test
    void a_session_that_was_ended_is_unknown_and_cannot_be_ended_again() {
        assertThat(sessions.end(ADA, opened.session().id())).isTrue();
        assertThat(sessions.refresh(opened.refreshToken())).isEqualTo(new Unknown());
        assertThat(sessions.end(ADA, opened.session().id())).isFalse();
    }

    @Test
    void a_second_log_in_is_a_session_of_its_own() {
        ActiveSession other = sessions.open(ADA, ADAS_NAME, Clients.FIREFOX);
        sessions.end(ADA, opened.session().id());
        assertThat(granted(other.refreshToken()).session()).isEqualTo(other.session());
    }

    @Test
    void a_person_sees_their_sessions_the_latest_first() {
        UserId bob = nobodyElse();
        ActiveSession laptop = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        clock.advance(Duration.ofHours(1));
        ActiveSession phone = sessions.open(bob, new Username("bob"), Clients.SAFARI);
        clock.advance(Duration.ofHours(1));
        granted(laptop.refreshToken());
        Instant now = clock.instant();
        assertThat(sessions.of(bob))
                .containsExactly(
                        new OpenSession(
                                phone.session().id(),
                                "Safari on iOS",
                                "2001:db8:1::/48",
                                now.minus(Duration.ofHours(1)),
                                now.minus(Duration.ofHours(1))),
                        new OpenSession(
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
        ActiveSession ended = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        ActiveSession replayed = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        sessions.end(bob, ended.session().id());
        granted(replayed.refreshToken());
        node.age(replayed.refreshToken(), SETTINGS.refreshGrace().plusMillis(1));
        assertThat(sessions.refresh(replayed.refreshToken())).isInstanceOf(Replayed.class);
        assertThat(sessions.of(bob)).isEmpty();
    }

    @Test
    void the_index_of_a_person_is_gone_with_their_sessions() {
        UserId bob = nobodyElse();
        ActiveSession first = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        assertThat(node.redis.getExpire(SessionKeys.index(bob)))
                .isBetween(
                        SETTINGS.lifetime().minusMinutes(1).toSeconds(),
                        SETTINGS.lifetime().toSeconds());
        node.redis.delete(SessionKeys.session(first.session().id()));
        ActiveSession second = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        assertThat(node.redis.opsForZSet().size(SessionKeys.index(bob))).isEqualTo(1);
        sessions.end(bob, second.session().id());
        assertThat(node.redis.hasKey(SessionKeys.index(bob))).isFalse();
    }

    @Test
    void a_user_cannot_end_a_session_of_another_user() {
        assertThat(sessions.end(new UserId(8), opened.session().id())).isFalse();
        assertThat(granted(opened.refreshToken()).session()).isEqualTo(opened.session());
    }

    @Test
    void all_sessions_of_a_person_end_at_once_and_those_of_others_go_on() {
        UserId bob = nobodyElse();
        ActiveSession laptop = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        ActiveSession phone = sessions.open(bob, new Username("bob"), Clients.SAFARI);
        assertThat(sessions.endAll(bob, Optional.empty()))
                .containsExactlyInAnyOrder(
                        laptop.session().id(), phone.session().id());
        assertThat(sessions.refresh(laptop.refreshToken())).isEqualTo(new Unknown());
        assertThat(sessions.refresh(phone.refreshToken())).isEqualTo(new Unknown());
        assertThat(node.revoked.contains(laptop.session().id())).isTrue();
        assertThat(sessions.endAll(bob, Optional.empty())).isEmpty();
        assertThat(granted(opened.refreshToken()).session()).isEqualTo(opened.session());
    }

    @Test
    void all_but_one_can_end() {
        UserId bob = nobodyElse();
        ActiveSession laptop = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        ActiveSession phone = sessions.open(bob, new Username("bob"), Clients.SAFARI);
        assertThat(sessions.endAll(bob, Optional.of(phone.session().id())))
                .containsExactly(laptop.session().id());
        assertThat(granted(phone.refreshToken()).session()).isEqualTo(phone.session());
    }

    @Test
    void with_one_session_too_many_the_oldest_ends() {
        UserId bob = nobodyElse();
        ActiveSession oldest = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        for (int i = 1; i < SETTINGS.mostPerUser(); i++) {
            clock.advance(Duration.ofMillis(1));
            sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        }
        assertThat(sessions.of(bob)).hasSize(SETTINGS.mostPerUser());
        clock.advance(Duration.ofMillis(1));
        ActiveSession latest = sessions.open(bob, new Username("bob"), Clients.FIREFOX);
        assertThat(sessions.of(bob)).hasSize(SETTINGS.mostPerUser());
        assertThat(sessions.refresh(oldest.refreshToken())).isEqualTo(new Unknown());
        assertThat(node.revoked.contains(oldest.session().id())).isTrue();
        granted(latest.refreshToken());
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
            latest = granted(latest).refreshToken();
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
    void redis_never_sees_a_refresh_token() {
        RefreshToken successor = granted(opened.refreshToken()).refreshToken();
        Set<String> keys = node.redis.keys("auth:*");
        String everything = keys.stream()
                .map(key -> key + node.redis.dump(key).length + contents(key))
                .collect(Collectors.joining());
        assertThat(everything)
                .contains(opened.refreshToken().hash(), successor.hash())
                .doesNotContain(opened.refreshToken().text(), successor.text())
                .doesNotContain(opened.refreshToken().text().substring(22, 64));
    }

    @Test
    void after_everything_was_flushed_people_log_in_again() {
        node.redis.delete(SessionKeys.session(opened.session().id()));
        assertThat(sessions.refresh(opened.refreshToken())).isEqualTo(new Unknown());
        assertThat(granted(sessions.open(ADA, ADAS_NAME, Clients.FIREFOX).refreshToken())
                        .session()
                        .userId())
                .isEqualTo(ADA);
    }

    /** A person without sessions: the tests share a Redis. */
    private static UserId nobodyElse() {
        return new UserId(PEOPLE.incrementAndGet());
    }

    private ActiveSession granted(RefreshToken token) {
        return assertThat(sessions.refresh(token))
                .asInstanceOf(type(Granted.class))
                .actual()
                .active();
    }

    private String contents(String key) {
        return switch (node.redis.type(key)) {
            case HASH -> node.redis.opsForHash().entries(key).toString();
            case STRING -> node.redis.opsForValue().get(key);
            default -> "";
        };
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Future<T>> results =
                    threads.invokeAll(Stream.generate(() -> call).limit(times).toList());
            return results.stream().map(Future::resultNow).toList();
        }
    }
}
