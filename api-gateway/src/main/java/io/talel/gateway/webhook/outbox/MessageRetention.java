package io.talel.gateway.webhook.outbox;

import java.time.Duration;

/** How long messages to webhooks are kept, and how many of them. */
final class MessageRetention {

    static final Duration KEPT = Duration.ofDays(30);

    /** Most messages of an author, and of a replay. */
    static final int MOST = 10_000;

    private MessageRetention() {}
}
