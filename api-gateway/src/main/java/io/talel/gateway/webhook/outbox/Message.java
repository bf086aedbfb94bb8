package io.talel.gateway.webhook.outbox;

import io.talel.kernel.user.UserId;

/**
 * A message to the webhooks of an author.
 *
 * @param id the header {@code webhook-id}, by which a receiver recognises a copy
 * @param position place in the log of the event behind it
 * @param body the JSON that is posted
 */
record Message(String id, UserId authorId, String type, long position, String body) {}
