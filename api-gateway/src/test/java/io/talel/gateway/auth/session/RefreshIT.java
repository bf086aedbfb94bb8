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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refresh token gets, the first time and later. */
class RefreshIT {

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
    void a_refresh_goes_on_with_the_session_and_hands_out_another_token() {
        IssuedSession refreshed = node.granted(opened.refreshToken());
        assertThat(refreshed.session()).isEqualTo(opened.session());
        assertThat(refreshed.refreshToken().text())
                .isNotEqualTo(opened.refreshToken().text());
    }

    @Test
    void a_session_can_be_refreshed_for_ever_so_often() {
        RefreshToken latest = opened.refreshToken();
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofMinutes(30));
            latest = node.granted(latest).refreshToken();
        }
        assertThat(node.granted(latest).session().userId()).isEqualTo(ADA);
    }

    @Test
    void within_the_grace_a_used_token_gets_the_same_successor() {
        RefreshToken successor = node.granted(opened.refreshToken()).refreshToken();
        node.age(opened.refreshToken(), SETTINGS.refreshGrace().minusSeconds(5));
        assertThat(node.granted(opened.refreshToken()).refreshToken().text()).isEqualTo(successor.text());
    }

    @Test
    void within_the_grace_a_used_token_gets_the_successor_of_its_successor_once_that_is_used_too() {
        RefreshToken second = node.granted(opened.refreshToken()).refreshToken();
        RefreshToken third = node.granted(second).refreshToken();
        assertThat(node.granted(opened.refreshToken()).refreshToken().text()).isEqualTo(third.text());
        node.age(second, SETTINGS.refreshGrace().plusMillis(1));
        assertThat(node.granted(third).session()).isEqualTo(opened.session());
    }

    @Test
    void after_the_grace_a_used_token_ends_its_session() {
        RefreshToken successor = node.granted(opened.refreshToken()).refreshToken();
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
        RefreshToken successor = node.granted(opened.refreshToken()).refreshToken();
        MutableClock wrong = RedisNode.clock();
        wrong.advance(Duration.ofSeconds(seconds));
        try (RedisNode other = new RedisNode(SharedServers.redis(), wrong)) {
            assertThat(other.sessions.refresh(opened.refreshToken()))
                    .asInstanceOf(type(Granted.class))
                    .extracting(granted -> granted.issued().refreshToken().text())
                    .isEqualTo(successor.text());
            node.age(opened.refreshToken(), SETTINGS.refreshGrace().plusMillis(1));
            assertThat(other.sessions.refresh(opened.refreshToken())).isInstanceOf(Replayed.class);
        }
    }

    @Test
    void fifty_refreshes_at_once_get_one_successor() throws Exception {
        List<RefreshResult> outcomes = atOnce(50, () -> sessions.refresh(opened.refreshToken()));
        Set<String> successors = outcomes.stream()
                .map(outcome -> assertThat(outcome)
                        .asInstanceOf(type(Granted.class))
                        .actual()
                        .issued()
                        .refreshToken()
                        .text())
                .collect(Collectors.toSet());
        assertThat(successors).hasSize(1);
        node.age(opened.refreshToken(), SETTINGS.refreshGrace().plusMillis(1));
        RefreshToken survivor = RefreshToken.parse(successors.iterator().next()).orElseThrow();
        assertThat(node.granted(survivor).session()).isEqualTo(opened.session());
    }

    @Test
    void a_made_up_token_is_unknown_and_leaves_the_session_alone() {
        String text = opened.refreshToken().text();
        String changed = text.substring(0, text.length() - 1) + (text.endsWith("A") ? "B" : "A");
        assertThat(sessions.refresh(RefreshToken.parse(changed).orElseThrow())).isEqualTo(new Unknown());
        assertThat(node.granted(opened.refreshToken()).session()).isEqualTo(opened.session());
    }

    @Test
    void redis_never_sees_a_refresh_token() {
        RefreshToken successor = node.granted(opened.refreshToken()).refreshToken();
        Set<String> keys = node.redis.keys("auth:*");
        String everything = keys.stream()
                .map(key -> key + node.redis.dump(key).length + contents(key))
                .collect(Collectors.joining());
        assertThat(everything)
                .contains(opened.refreshToken().hash(), successor.hash())
                .doesNotContain(opened.refreshToken().text(), successor.text())
                .doesNotContain(opened.refreshToken().text().substring(22, 64));
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

    /** The session began before nodes asked the database for the time. */
    @Test
    void a_session_of_an_earlier_release_goes_on_and_ends_with_all() {
        String key = SessionKeys.session(opened.session().id());
        node.redis.opsForHash().delete(key, "begun_at");
        node.redis.opsForHash().put(key, "created_at", "1000");
        RefreshToken next = node.granted(opened.refreshToken()).refreshToken();
        node.redis.delete(SessionKeys.index(ADA));
        sessions.endAll(ADA, Optional.empty());
        assertThat(sessions.refresh(next)).isEqualTo(new Unknown());
    }
}
