package io.talel.gateway.auth.throttle;

import static io.talel.gateway.auth.throttle.ThrottleOnRedis.ADA;
import static io.talel.gateway.auth.throttle.ThrottleOnRedis.GUESSER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;

/** What Redis keeps of attempts, and what happens without it. */
class ThrottleOutageIT {

    @RegisterExtension
    private final ThrottleOnRedis throttle = new ThrottleOnRedis();

    @Test
    void redis_sees_neither_an_email_nor_an_address() {
        throttle.fail(1, ADA, GUESSER);
        assertThat(throttle.keysInRedis()).hasSize(3).allMatch(key -> key.startsWith("auth:throttle:"));
        assertThat(throttle.keysInRedis().toString()).doesNotContain("ada", "example", "192.0");
    }

    @Test
    void without_redis_a_node_counts_by_itself_and_more_strictly() {
        throttle.stopRedis();
        throttle.register(true);
        throttle.register(true);
        throttle.assertWait(3600, ThrottledAction.REGISTER, ADA, GUESSER);
    }

    @Test
    void without_redis_log_ins_fail() {
        throttle.stopRedis();
        assertThatThrownBy(() -> throttle.begin(ThrottledAction.LOG_IN, ADA, GUESSER))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void an_attempt_that_cannot_be_taken_back_stays_counted() {
        Attempt attempt = throttle.begin(ThrottledAction.LOG_IN, ADA, GUESSER);
        throttle.stopRedis();
        attempt.succeeded();
    }
}
