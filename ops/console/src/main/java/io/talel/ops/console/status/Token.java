package io.talel.ops.console.status;

import io.talel.kernel.LogPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a segment's row of {@code read_model.token_entry} says.
 *
 * @param position how far in the log it is; its index is -1 at the beginning
 * @param ownerAlive whether the owner has been heard of lately
 * @param ownerSince since when it is there, as far as that is known
 */
record Token(
        String processor,
        int segment,
        LogPosition position,
        String owner,
        boolean ownerAlive,
        @Nullable Instant ownerSince,
        @Nullable Instant progressedAt) {

    /** The place of the log that it has reached. */
    long index() {
        return position.getIndex();
    }

    boolean hasPassed(long globalIndex) {
        return position.hasPassed(globalIndex);
    }
}
