package io.talel.gateway.webhook.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to a webhook, and what became of it.
 *
 * @param dueAt when it is sent, or sent again; null once it was delivered or given up
 * @param status of the last answer; null if there was none
 * @param answer beginning of the body of the last answer
 * @param error why the last attempt failed
 */
public record Delivery(
        String messageId,
        String type,
        long position,
        Instant createdAt,
        boolean delivered,
        int attempts,
        @Nullable Instant attemptedAt,
        @Nullable Instant dueAt,
        @Nullable Integer status,
        @Nullable String answer,
        @Nullable String error) {}
