package io.talel.gateway.auth.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.MutableClock;
import io.talel.gateway.auth.throttle.Limit.Counts;
import io.talel.gateway.auth.throttle.Limit.Scope;
import io.talel.ops.localstack.LocalRedis;
import io.talel.ops.localstack.SharedServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Redis and the memory of a node count alike. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountersIT {

    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final LocalRedis server = SharedServers.redis();
    private final LettuceConnectionFactory connections = new LettuceConnectionFactory(server.host(), server.port());
    private StringRedisTemplate redis;

    @BeforeAll
    void connect() {
        connections.start();
        redis = new StringRedisTemplate(connections);
    }

    @AfterAll
    void disconnect() {
        connections.destroy();
    }

    Stream<Counters> counters() {
        return Stream.of(new RedisCounters(redis), new LocalCounters());
    }

    @ParameterizedTest
    @MethodSource("counters")
    void so_many_attempts_need_not_wait_and_then_each_waits_twice_as_long(Counters counters) {
        Counter account = growing(3);
        for (int i = 0; i < 3; i++) {
            assertThat(take(counters, account)).isZero();
        }
        for (int seconds : new int[] {4, 8, 16, 32, 60, 60}) {
            assertThat(take(counters, account)).isEqualTo(Duration.ofSeconds(seconds));
            clock.advance(Duration.ofSeconds(seconds));
            assertThat(take(counters, account)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("counters")
    void an_attempt_during_a_wait_does_not_extend_it(Counters counters) {
        Counter account = growing(1);
        take(counters, account);
        for (int i = 0; i < 50; i++) {
            assertThat(take(counters, account)).isEqualTo(Duration.ofSeconds(4));
        }
        clock.advance(Duration.ofMillis(3999));
        assertThat(take(counters, account)).isEqualTo(Duration.ofMillis(1));
        clock.advance(Duration.ofMillis(1));
        assertThat(take(counters, account)).isZero();
    }

    @ParameterizedTest
    @MethodSource("counters")
    void without_delays_one_waits_until_the_window_ends(Counters counters) {
        Counter network = plain(2);
        take(counters, network);
        clock.advance(Duration.ofMinutes(10));
        take(counters, network);
        assertThat(take(counters, network)).isEqualTo(Duration.ofMinutes(5));
        clock.advance(Duration.ofMinutes(5));
        assertThat(take(counters, network)).isZero();
    }

    @ParameterizedTest
    @MethodSource("counters")
    void failures_are_forgotten_when_their_window_ends(Counters counters) {
        Counter account = growing(3);
        take(counters, account);
        take(counters, account);
        clock.advance(WINDOW);
        for (int i = 0; i < 3; i++) {
            assertThat(take(counters, account)).isZero();
        }
        assertThat(take(counters, account)).isPositive();
    }

    @ParameterizedTest
    @MethodSource("counters")
    void what_was_taken_back_has_not_been(Counters counters) {
        Counter network = plain(1);
        take(counters, network);
        counters.giveBack(List.of(network));
        assertThat(take(counters, network)).isZero();
        assertThat(take(counters, network)).isPositive();
    }

    @ParameterizedTest
    @MethodSource("counters")
    void an_attempt_that_is_taken_back_after_a_wait_leaves_no_wait(Counters counters) {
        Counter account = growing(1);
        take(counters, account);
        clock.advance(Duration.ofMinutes(2));
        assertThat(take(counters, account)).isZero();
        assertThat(take(counters, account)).isPositive();

        counters.giveBack(List.of(account));

        assertThat(take(counters, account)).isZero();
        assertThat(take(counters, account)).isPositive();
    }

    @ParameterizedTest
    @MethodSource("counters")
    void nothing_is_taken_back_twice(Counters counters) {
        Counter network = plain(1);
        counters.giveBack(List.of(network));
        take(counters, network);
        counters.giveBack(List.of(network));
        counters.giveBack(List.of(network));
        assertThat(take(counters, network)).isZero();
        assertThat(take(counters, network)).isPositive();
    }

    @ParameterizedTest
    @MethodSource("counters")
    void what_was_reset_begins_anew(Counters counters) {
        Counter account = growing(1);
        take(counters, account);
        assertThat(take(counters, account)).isPositive();
        counters.reset(List.of(account));
        assertThat(take(counters, account)).isZero();
    }

    @ParameterizedTest
    @MethodSource("counters")
    void when_one_has_to_wait_none_counts(Counters counters) {
        Counter account = growing(1);
        Counter network = plain(2);
        assertThat(counters.take(List.of(network, account), clock.instant())).isZero();
        assertThat(counters.take(List.of(network, account), clock.instant())).isEqualTo(Duration.ofSeconds(4));
        assertThat(take(counters, network)).isZero();
        assertThat(take(counters, network)).isPositive();
    }

    @ParameterizedTest
    @MethodSource("counters")
    void concurrent_attempts_do_not_exceed_the_limit(Counters counters) throws Exception {
        Counter account = growing(10);
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            List<Future<Duration>> waits =
                    threads.invokeAll(Stream.generate(() -> (Callable<Duration>) () -> take(counters, account))
                            .limit(50)
                            .toList());
            assertThat(waits)
                    .extracting(Future::resultNow)
                    .filteredOn(Duration::isZero)
                    .hasSize(10);
        }
    }

    @Test
    void redis_forgets_a_counter_when_its_window_ends() {
        Counter network = plain(5);
        take(new RedisCounters(redis), network);
        assertThat(redis.getExpire(network.key())).isBetween(WINDOW.toSeconds() - 60, WINDOW.toSeconds());
    }

    @Test
    void the_memory_of_a_node_is_bounded() {
        LocalCounters counters = new LocalCounters();
        for (int i = 0; i < LocalCounters.MAX_COUNTERS + 100; i++) {
            take(counters, plain(5));
        }
        assertThat(counters.size()).isEqualTo(LocalCounters.MAX_COUNTERS);
    }

    private Duration take(Counters counters, Counter counter) {
        return counters.take(List.of(counter), clock.instant());
    }

    private static Counter growing(int most) {
        return counter(new Limit(
                "test", Scope.ACCOUNT, most, WINDOW, Duration.ofSeconds(4), Duration.ofSeconds(60), Counts.FAILURES));
    }

    private static Counter plain(int most) {
        return counter(Limit.of("test", Scope.NETWORK, most, WINDOW, Counts.FAILURES));
    }

    private static Counter counter(Limit limit) {
        return new Counter("auth:throttle:test:" + UUID.randomUUID(), limit);
    }
}
