package io.talel.gateway.auth.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.talel.gateway.MutableClock;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

class RateLimitsTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));

    @Test
    void a_person_has_a_limit_a_minute_that_others_do_not_use_up() {
        List<String> waited = new ArrayList<>();
        RateLimits limits = new RateLimits(
                new RateLimitSettings(5, 3, 4, Duration.ofMinutes(1)),
                (action, user) -> waited.add(action + " " + user),
                clock);
        Map<RateLimitedAction, Integer> most =
                Map.of(RateLimitedAction.WRITE, 5, RateLimitedAction.UPLOAD, 3, RateLimitedAction.READ_ACCOUNT, 4);
        most.forEach((action, times) -> {
            for (int i = 0; i < times; i++) {
                limits.count(action, new UserId(7));
            }
            HttpRefusal refusal = catchThrowableOfType(HttpRefusal.class, () -> limits.count(action, new UserId(7)));
            assertThat(refusal.status()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
            assertThat(refusal.headers().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("60");
            limits.count(action, new UserId(8));
        });
        assertThat(waited).hasSize(3).contains("WRITE " + new UserId(7));
        clock.advance(Duration.ofMinutes(1));
        most.keySet().forEach(action -> limits.count(action, new UserId(7)));
    }
}
