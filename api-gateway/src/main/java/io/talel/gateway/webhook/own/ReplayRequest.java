package io.talel.gateway.webhook.own;

/**
 * The body of a request that sends messages again.
 *
 * @param from position of the first of them
 */
record ReplayRequest(long from) {}
