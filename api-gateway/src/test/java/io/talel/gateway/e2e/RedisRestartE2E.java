package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.LocalRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose Redis is killed under it and comes back. */
class RedisRestartE2E {

    @TempDir
    private Path directory;

    private LocalRedis redis;
    private GatewayNode node;

    @BeforeEach
    void start() {
        redis = LocalRedis.start(directory, 0);
        node = GatewayNode.with(redis.environment());
    }

    @AfterEach
    void stop() {
        node.close();
        redis.close();
    }

    @Test
    void meanwhile_access_tokens_work_and_everything_else_says_so_at_once_and_afterwards_all_goes_on() {
        Session ada = Person.signedIn(node.api(), "ada");
        redis.kill();
        ada.publish("While Redis is away", "");
        for (Answer answer : new Answer[] {logIn(ada), ada.refresh(), ada.logOut()}) {
            assertThat(answer.is(503).header("Retry-After")).isNotEmpty();
        }
        redis = LocalRedis.start(directory, redis.port());
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> logIn(ada).is(200));
        ada.refresh().is(200);
        ada.logOut().is(200);
    }

    private Answer logIn(Session session) {
        return node.api()
                .post("/accounts/login")
                .json(Map.of(
                        "email",
                        session.person().email(),
                        "password",
                        session.person().password()))
                .send();
    }
}
