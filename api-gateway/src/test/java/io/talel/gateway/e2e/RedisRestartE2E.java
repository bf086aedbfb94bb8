package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.talel.ops.localstack.LocalRedis;
import io.talel.ops.localstack.process.Signal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A node whose Redis is killed, stopped, frozen or emptied, and comes back. */
@Tag("timed")
class RedisRestartE2E {

    /** Time within which a request that needs Redis fails. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final Duration RECOVERY = Duration.ofSeconds(15);

    @TempDir
    private Path directory;

    private LocalRedis redis;
    private GatewayNode node;
    private ApiSession ada;

    @BeforeEach
    void start() {
        redis = LocalRedis.start(directory, 0);
        node = GatewayNode.with(redis.environment());
        ada = TestPerson.signedIn(node.api(), "ada");
    }

    @AfterEach
    void stop() {
        redis.process().send(Signal.CONT);
        node.close();
        redis.close();
    }

    @Test
    void while_it_is_dead_access_tokens_work_and_the_rest_says_so_at_once_and_afterwards_all_goes_on() {
        redis.kill();
        assertThatOnlySessionsRest();
        redis = LocalRedis.start(directory, redis.port());
        assertThatAllGoesOn();
    }

    @Test
    void so_it_is_when_it_was_stopped_in_good_order() {
        redis.close();
        assertThatOnlySessionsRest();
        redis = LocalRedis.start(directory, redis.port());
        assertThatAllGoesOn();
    }

    @Test
    void so_it_is_while_it_hangs() {
        redis.process().send(Signal.STOP);
        assertThatOnlySessionsRest();
        redis.process().send(Signal.CONT);
        assertThatAllGoesOn();
    }

    @Test
    void while_it_is_dead_commands_are_refused_at_once_instead_of_being_kept() {
        redis.kill();
        await().atMost(RECOVERY).until(() -> command().isCompletedExceptionally());
    }

    @Test
    void while_it_hangs_no_more_commands_are_kept_than_requests_are_served() {
        redis.process().send(Signal.STOP);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            for (int i = 0; i < 5_000; i++) {
                command();
            }
            assertThat(command()).failsWithin(AT_ONCE).withThrowableThat().withMessageContaining("exceeded");
        });
        assertUnavailableAtOnce(ada::refresh);
        redis.process().send(Signal.CONT);
        assertThatAllGoesOn();
    }

    private void restartNodeWith(String setting, String value) {
        node.close();
        Map<String, String> settings = new HashMap<>(redis.environment());
        settings.put(setting, value);
        node = GatewayNode.with(settings);
        ada = TestPerson.signedIn(node.api(), "ada");
    }

    /** A command in the background: the client gives up only after its timeout. */
    private CompletableFuture<?> command() {
        RedisConnection connection = node.bean("stringRedisTemplate", StringRedisTemplate.class)
                .getRequiredConnectionFactory()
                .getConnection();
        return ((RedisClusterAsyncCommands<?, ?>) connection.getNativeConnection())
                .ping()
                .toCompletableFuture();
    }

    @Test
    void a_refresh_during_a_stall_beyond_the_grace_succeeds_again_with_the_same_token() {
        restartNodeWith("talelio.session.refresh-grace", "2s");
        // From here on Redis knows the script, which it would find in its socket.
        ada.person().logIn(node.api()).refresh().is(200);
        redis.process().send(Signal.STOP);
        ada.refresh().is(503);
        await().pollDelay(Duration.ofSeconds(3)).atMost(RECOVERY).untilAsserted(() -> ada.refresh()
                .is(503));
        redis.process().send(Signal.CONT);
        await().atMost(RECOVERY).untilAsserted(() -> ada.refresh().is(200));
    }

    @Test
    void after_everything_was_flushed_people_log_in_again_and_nothing_else_breaks() throws IOException {
        flushAll();
        ada.publish("After the flood", "");
        ada.refresh().isError(401, "Unauthorized", "No stored refresh token for user");
        ada.logOut().isError(409, "Conflict", "No token to delete");
        ada.post("/articles").send().isForbidden("Session has ended");
        ApiSession again = ada.person().logIn(node.api());
        again.refresh().is(200);
        assertThat(node.api()
                        .get("/accounts/sessions")
                        .token(again.accessToken())
                        .send()
                        .is(200)
                        .json()
                        .path("sessions"))
                .hasSize(1);
        again.logOut().is(200);
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> again.post("/articles").send().isForbidden("Session has ended"));
    }

    @Test
    void ending_all_sessions_ends_those_that_a_flushed_redis_has_forgotten() throws IOException {
        flushAll();
        ada.publish("After the flood", "");
        await().untilAsserted(() -> {
            ada.person()
                    .logIn(node.api())
                    .post("/accounts/logout?all=true")
                    .send()
                    .is(200);
            ada.post("/articles").send().isForbidden("Session has ended");
        });
        ada.person().logIn(node.api()).publish("As before", "");
    }

    @Test
    void after_everything_was_flushed_a_session_that_was_forgotten_but_not_ended_ends_all() throws IOException {
        flushAll();
        ApiSession again = ada.person().logIn(node.api());
        ada.post("/accounts/logout?all=true").send().isError(409, "Conflict", "No token to delete");
        again.refresh().isError(401, "Unauthorized", "No stored refresh token for user");
    }

    /** Scripts are gone as well after this, and are sent again. */
    private void flushAll() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.getOutputStream().write("SCRIPT FLUSH\r\nFLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(10), StandardCharsets.US_ASCII))
                    .isEqualTo("+OK\r\n+OK\r\n");
        }
    }

    private void assertThatOnlySessionsRest() {
        ada.publish("While Redis is away", "");
        assertThatARepeatIsRecognised();
        TestPerson.named("bob").register(node.api()).is(201);
        Stream.<Supplier<ApiAnswer>>of(this::logIn, ada::refresh, ada::logOut, this::list)
                .forEach(RedisRestartE2E::assertUnavailableAtOnce);
        node.api().get("/health").send().is(200);
    }

    private void assertThatARepeatIsRecognised() {
        String key = UUID.randomUUID().toString();
        ApiAnswer first = ada.publishWithKey(key, "Once while Redis is away").is(201);
        assertThat(ada.publishWithKey(key, "Once while Redis is away").is(201).text())
                .isEqualTo(first.text());
    }

    private void assertThatAllGoesOn() {
        await().atMost(RECOVERY).untilAsserted(() -> logIn().is(200));
        ada.refresh().is(200);
        list().is(200);
        ada.logOut().is(200);
    }

    /** Measures the fastest of a few attempts, since the machine may be busy. */
    private static void assertUnavailableAtOnce(Supplier<ApiAnswer> request) {
        await().atMost(RECOVERY).untilAsserted(() -> {
            long start = System.nanoTime();
            ApiAnswer answer = request.get().is(503);
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
        });
    }

    private ApiAnswer list() {
        return node.api().get("/accounts/sessions").token(ada.accessToken()).send();
    }

    private ApiAnswer logIn() {
        return node.api()
                .post("/accounts/login")
                .json(Map.of(
                        "email", ada.person().email(), "password", ada.person().password()))
                .send();
    }
}
