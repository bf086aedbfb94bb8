package io.talel.gateway.webhook.delivery;

import io.talel.gateway.work.Backoff;
import java.time.Duration;

/** When a message that failed is sent again, when it is given up, and when its webhook is disabled. */
final class DeliveryRetries {

    /** Some 30 attempts in a day. */
    static final Backoff PAUSES = new Backoff(Duration.ofSeconds(5), Duration.ofHours(1));

    /** Age of a message that is not sent again after a failure. */
    static final Duration GIVE_UP_AFTER = Duration.ofDays(1);

    /** Time of failure after which a webhook is disabled, until its author enables it. */
    static final Duration DISABLE_AFTER = Duration.ofDays(7);

    private DeliveryRetries() {}
}
