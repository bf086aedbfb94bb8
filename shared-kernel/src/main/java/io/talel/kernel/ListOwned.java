package io.talel.kernel;

import io.talel.kernel.user.UserId;

/**
 * A query to the log, which never lags, for the articles and images of a person. Each {@link OwnedIds} answers for a stretch of
 * the log.
 *
 * @param after 0, or the end of the stretch before
 * @param removedToo whether to list removed ones, too
 */
public record ListOwned(UserId owner, long after, boolean removedToo) {}
