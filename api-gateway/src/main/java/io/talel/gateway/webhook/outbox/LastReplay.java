package io.talel.gateway.webhook.outbox;

import org.jspecify.annotations.Nullable;

/**
 * The last replay of a webhook.
 *
 * @param queued messages that it sends again
 * @param earliestPosition of the messages of the author that are kept; null if none is
 */
public record LastReplay(long queued, @Nullable Long earliestPosition) {}
