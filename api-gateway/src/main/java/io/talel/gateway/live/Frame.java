package io.talel.gateway.live;

import io.talel.kernel.article.ArticleId;

/**
 * An event as it is sent.
 *
 * @param place of the log
 */
record Frame(long place, ArticleId article, byte[] bytes) {}
