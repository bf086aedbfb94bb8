package io.talel.gateway.auth.erasure;

import io.talel.kernel.user.ArticlesOfRemoved;
import io.talel.kernel.user.UserId;

/**
 * A person who was removed, of whom something may be left.
 *
 * @param attempts how often it was begun, at least once
 * @param isSettled whether they were removed so long ago that nothing of theirs can come any more
 */
record Erasure(UserId userId, ArticlesOfRemoved articles, int attempts, boolean isSettled) {}
