package io.talel.gateway.account.erasure;

import io.talel.kernel.user.ArticlesOfRemoved;
import io.talel.kernel.user.UserId;
import java.time.Instant;

/**
 * A person who was removed, of whom something may be left.
 *
 * @param attempts how often it was begun, at least once
 * @param removedAt by the database's clock
 * @param isSettled whether their sessions ended so long ago that nothing of theirs can come any more
 */
record Erasure(UserId userId, ArticlesOfRemoved articles, int attempts, Instant removedAt, boolean isSettled) {}
