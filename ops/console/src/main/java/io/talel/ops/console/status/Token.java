package io.talel.ops.console.status;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a segment's row of {@code read_model.token_entry} says.
 *
 * @param index the place of the log that it has reached, -1 at the beginning
 * @param gaps places up to there that it has not seen
 * @param ownerAlive whether the owner has been heard of lately
 * @param ownerSince since when it is there, as far as that is known
 */
record Token(
        String processor,
        int segment,
        long index,
        Set<Long> gaps,
        String owner,
        boolean ownerAlive,
        @Nullable Instant ownerSince,
        @Nullable Instant progressedAt) {

    boolean hasPassed(long globalIndex) {
        return globalIndex <= index && !gaps.contains(globalIndex);
    }
}
