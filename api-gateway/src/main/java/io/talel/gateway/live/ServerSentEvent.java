package io.talel.gateway.live;

import io.talel.kernel.article.ArticleId;

/**
 * An event as it is sent.
 *
 * @param place of the log
 * @param readAt when the log was read, by {@link System#nanoTime}
 */
record ServerSentEvent(long place, ArticleId article, byte[] bytes, long readAt) {}
