package io.talel.gateway.webhook.own;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.gateway.webhook.outbox.Delivery;
import io.talel.gateway.webhook.outbox.LastReplay;
import io.talel.gateway.webhook.registry.Webhook;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered about webhooks. */
final class WebhookAnswers {

    private WebhookAnswers() {}

    record One(Entry webhook) {}

    record All(List<Entry> webhooks) {}

    /**
     * @param url null if it is lost with the key that encrypted it
     * @param secret only in the answer to the request that made it
     */
    record Entry(
            long id,
            @Nullable String url,
            List<String> events,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("failing_since") @Nullable Instant failingSince,
            @JsonProperty("disabled_at") @Nullable Instant disabledAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {}

    record Deliveries(List<DeliveryEntry> deliveries) {}

    /** @param id of the message, the header {@code webhook-id} */
    record DeliveryEntry(
            String id,
            String type,
            long position,
            @JsonProperty("created_at") Instant createdAt,
            String status,
            int attempts,
            @JsonProperty("attempted_at") @Nullable Instant attemptedAt,
            @JsonProperty("due_at") @Nullable Instant dueAt,
            @Nullable Given answer,
            @Nullable String error) {}

    record Given(int status, String body) {}

    record Replayed(ReplayEntry replay) {}

    record ReplayEntry(
            long queued,
            @JsonProperty("earliest_position") @Nullable Long earliestPosition) {}

    static Replayed of(LastReplay replay) {
        return new Replayed(new ReplayEntry(replay.queued(), replay.earliestPosition()));
    }

    static One withSecret(Webhook webhook) {
        return new One(entry(webhook, webhook.secret().value()));
    }

    static One of(Webhook webhook) {
        return new One(entry(webhook, null));
    }

    static All of(List<Webhook> webhooks) {
        return new All(webhooks.stream().map(webhook -> entry(webhook, null)).toList());
    }

    private static Entry entry(Webhook webhook, @Nullable String secret) {
        return new Entry(
                webhook.id(),
                webhook.url().isEmpty() ? null : webhook.url(),
                webhook.events().values(),
                webhook.createdAt(),
                webhook.failingSince(),
                webhook.disabledAt(),
                secret);
    }

    static Deliveries deliveries(List<Delivery> deliveries) {
        return new Deliveries(deliveries.stream().map(WebhookAnswers::delivery).toList());
    }

    private static DeliveryEntry delivery(Delivery delivery) {
        return new DeliveryEntry(
                delivery.messageId(),
                delivery.type(),
                delivery.position(),
                delivery.createdAt(),
                delivery.delivered() ? "delivered" : delivery.dueAt() == null ? "given_up" : "pending",
                delivery.attempts(),
                delivery.attemptedAt(),
                delivery.dueAt(),
                delivery.status() == null || delivery.answer() == null
                        ? null
                        : new Given(delivery.status(), delivery.answer()),
                delivery.error());
    }
}
