package io.talel.kernel;

import io.talel.kernel.user.UserId;

/**
 * A query for what there is of a person by the log itself, which never lags; answered with {@link Owned}, a stretch of the
 * log at a time.
 *
 * @param after 0, or how far the answer before was read
 * @param removedToo whether what was removed is listed too
 */
public record ListOwned(UserId owner, long after, boolean removedToo) {}
