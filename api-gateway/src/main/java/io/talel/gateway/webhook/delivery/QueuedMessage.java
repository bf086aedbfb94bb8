package io.talel.gateway.webhook.delivery;

/**
 * A message that is due.
 *
 * @param attempts number of attempts so far
 * @param isTooOld whether it is given up
 */
record QueuedMessage(String id, String body, int attempts, boolean isTooOld) {}
