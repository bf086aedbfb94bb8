package io.talel.gateway.account.erasure;

import io.talel.kernel.user.ArticlesOnRemoval;
import io.talel.kernel.user.UserId;
import java.time.Instant;

/**
 * A removed person whose data may not be erased yet.
 *
 * @param attempts number of attempts, at least one
 * @param removedAt by the database's clock
 * @param isSettled whether their sessions ended so long ago that no more data of theirs can arrive
 */
record Erasure(UserId userId, ArticlesOnRemoval articles, int attempts, Instant removedAt, boolean isSettled) {}
