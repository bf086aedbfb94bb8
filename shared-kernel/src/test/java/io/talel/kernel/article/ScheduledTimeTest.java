package io.talel.kernel.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.kernel.InvalidValue;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduledTimeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

    @Test
    void a_time_lies_ahead_from_the_next_microsecond_on() {
        ScheduledTime next = new ScheduledTime(NOW.plusNanos(1000));

        assertThat(next.ahead("publish_at", NOW)).isEqualTo(next);
        assertThatThrownBy(() -> new ScheduledTime(NOW.plusNanos(999)).ahead("publish_at", NOW))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("'publish_at' must be in the future");
    }

    @Test
    void never_is_no_time_that_has_passed() {
        assertThat(ScheduledTime.NEVER.ahead("publish_at", NOW)).isEqualTo(ScheduledTime.NEVER);
    }
}
