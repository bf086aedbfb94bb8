package io.talel.gateway.webhook.delivery;

import java.time.OffsetDateTime;

/**
 * A message that is due.
 *
 * @param begunAt when it was queued, or queued again
 * @param attempts number of attempts so far
 * @param isTooOld whether it is given up
 */
record QueuedMessage(String id, String body, OffsetDateTime begunAt, int attempts, boolean isTooOld) {}
