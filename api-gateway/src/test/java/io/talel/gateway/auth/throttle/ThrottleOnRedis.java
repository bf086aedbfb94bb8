package io.talel.gateway.auth.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.MutableClock;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.client.Clients;
import io.talel.gateway.auth.throttle.ThrottleSettings.Account;
import io.talel.gateway.auth.throttle.ThrottleSettings.Address;
import io.talel.gateway.auth.throttle.ThrottleSettings.Global;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.Directories;
import io.talel.ops.localstack.LocalRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** A throttle on a Redis of its own for each test, by a clock that the test moves. */
final class ThrottleOnRedis implements BeforeEachCallback, AfterEachCallback {

    static final String ADA = "ada@example.org";
    static final String BOB = "bob@example.org";
    static final UserId OWNER = new UserId(7);
    static final Client GUESSER = Clients.FIREFOX;

    private static final ThrottleSettings SETTINGS = new ThrottleSettings(
            new Account(
                    10,
                    15,
                    Duration.ofMinutes(15),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(60),
                    5,
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(15),
                    60,
                    5),
            new Address(30, 100, Duration.ofMinutes(15), 20, 8, Duration.ofHours(1), 2),
            new Global(0, 50, 50, Duration.ofMinutes(1)));

    /** More than 240, which is twice the limit of a /48. */
    static final int CAPACITY = 250;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final List<ThrottledAction> throttled = new ArrayList<>();
    private Path directory;
    private LocalRedis server;
    private LettuceConnectionFactory connections;
    private StringRedisTemplate redis;
    private Throttle throttle;

    @Override
    public void beforeEach(ExtensionContext context) {
        directory = Directories.temporary("talelio-throttle-");
        server = LocalRedis.start(directory, 0);
        connections = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration(server.host(), server.port()),
                LettuceClientConfiguration.builder()
                        .commandTimeout(Duration.ofSeconds(2))
                        .build());
        connections.start();
        redis = new StringRedisTemplate(connections);
        throttle = new Throttle(
                redis,
                SETTINGS,
                new SecretKeySpec(new byte[32], "HmacSHA256"),
                (action, _) -> throttled.add(action),
                window -> (int) (CAPACITY * window.toSeconds() / 60),
                clock);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        connections.destroy();
        server.kill();
        Directories.delete(directory);
    }

    Attempt begin(ThrottledAction action, String account, Client client) {
        return throttle.begin(action, account, client);
    }

    void know(String account, int password, Client client) {
        throttle.know(account, new KnownPassword(OWNER, password), client);
    }

    void advance(Duration time) {
        clock.advance(time);
    }

    /** What somebody had to wait for. */
    List<ThrottledAction> throttled() {
        return throttled;
    }

    Set<String> keysInRedis() {
        return redis.keys("*");
    }

    void stopRedis() {
        server.close();
    }

    /** Answer to a wrong password. */
    String guess(String account, Client client) {
        try (Attempt attempt = throttle.begin(ThrottledAction.LOG_IN, account, client)) {
            attempt.failed();
            return attempt.refusalOfStrangers().map(ThrottleOnRedis::answer).orElse("401");
        } catch (HttpRefusal refusal) {
            return answer(refusal);
        }
    }

    private static String answer(HttpRefusal refusal) {
        return refusal.status().value() + " " + refusal.headers().getFirst(HttpHeaders.RETRY_AFTER);
    }

    /** Attempts that are closed without a verdict are taken back in the background. */
    void awaitNothingCounted() {
        await().pollInterval(Duration.ofMillis(1))
                .untilAsserted(() -> assertThat(redis.keys("*")).isEmpty());
    }

    void fail(int times, String account, Client client) {
        for (int i = 0; i < times; i++) {
            try (Attempt attempt = throttle.begin(ThrottledAction.LOG_IN, account, client)) {
                attempt.failed();
            }
        }
    }

    void succeed(String account, Client client) {
        try (Attempt attempt = throttle.begin(ThrottledAction.LOG_IN, account, client)) {
            attempt.succeeded();
        }
    }

    void register(boolean done) {
        try (Attempt attempt = throttle.begin(ThrottledAction.REGISTER, BOB, GUESSER)) {
            if (done) {
                attempt.succeeded();
            } else {
                attempt.failed();
            }
        }
    }

    void assertWait(int seconds, ThrottledAction action, String account, Client client) {
        HttpRefusal refusal = catchThrowableOfType(HttpRefusal.class, () -> throttle.begin(action, account, client));
        assertThat(refusal.status()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(refusal.headers().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo(String.valueOf(seconds));
    }
}
