package io.talel.gateway.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeliveryRetriesTest {

    @Test
    void a_message_is_tried_some_thirty_times_in_a_day_after_pauses_that_grow_to_an_hour() {
        Duration age = Duration.ZERO;
        Duration before = Duration.ZERO;
        int attempts = 0;
        while (age.compareTo(Duration.ofDays(1)) < 0) {
            attempts++;
            Duration pause = DeliveryRetries.PAUSES.pause(attempts);
            assertThat(pause).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(Duration.ofHours(1));
            before = pause;
            age = age.plus(pause);
        }
        assertThat(attempts).isBetween(25, 40);
    }
}
