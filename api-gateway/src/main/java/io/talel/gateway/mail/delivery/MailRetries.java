package io.talel.gateway.mail.delivery;

import io.talel.gateway.work.Backoff;
import java.time.Duration;

/** When a mail that failed is sent again, and when it is given up. */
final class MailRetries {

    /** Some 55 attempts in a day. */
    static final Backoff PAUSES = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(30));

    /** Age of a mail that is not sent again after a failure. */
    static final Duration GIVE_UP_AFTER = Duration.ofDays(1);

    private MailRetries() {}
}
