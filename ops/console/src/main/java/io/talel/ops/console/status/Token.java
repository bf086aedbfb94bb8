package io.talel.ops.console.status;

import io.talel.kernel.LogPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The token of a segment.
 *
 * @param position in the log; its index is -1 at the beginning
 * @param ownerAlive whether the owner has reported lately
 * @param ownerSince start of the owner, if known
 */
record Token(
        String processor,
        int segment,
        LogPosition position,
        String owner,
        boolean ownerAlive,
        @Nullable Instant ownerSince,
        @Nullable Instant progressedAt) {

    /** Place of the log that it has reached. */
    long index() {
        return position.getIndex();
    }

    boolean hasPassed(long globalIndex) {
        return position.hasPassed(globalIndex);
    }
}
