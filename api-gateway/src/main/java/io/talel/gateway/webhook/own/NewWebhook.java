package io.talel.gateway.webhook.own;

import io.talel.gateway.webhook.registry.EventTypes;
import io.talel.gateway.webhook.registry.ReceiverUrl;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that registers a webhook.
 *
 * @param events null for all
 */
record NewWebhook(ReceiverUrl url, @Nullable EventTypes events) {

    EventTypes wanted() {
        return Objects.requireNonNullElse(events, EventTypes.ALL);
    }
}
