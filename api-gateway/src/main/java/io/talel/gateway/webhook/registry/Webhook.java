package io.talel.gateway.webhook.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as its author sees it.
 *
 * @param url empty if the key that opens it is gone
 * @param secretNumber counts up with every rotation, from 1
 * @param secret empty if the key that opens it is gone
 * @param failingSince null unless the last attempt failed
 * @param disabledAt since when nothing is sent, because it is gone or has failed for a week; null if it is enabled
 */
public record Webhook(
        long id,
        EventTypes events,
        String url,
        int secretNumber,
        WebhookSecret secret,
        Instant createdAt,
        @Nullable Instant failingSince,
        @Nullable Instant disabledAt) {

    /** Without address and secret. */
    @Override
    public String toString() {
        return "webhook " + id;
    }
}
