package io.talel.ops.console.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One share of a processor.
 *
 * @param position global index that its token has reached; without events of its own it may lag without being behind
 * @param owner the node that works on it; empty when none does
 * @param ownerAlive whether that node has been heard of lately
 * @param ownerSince since when that node is there, as far as that is known
 * @param waiting events of its streams that it has not passed, among the places of the log that were looked at
 * @param oldestWaiting when the first of them was recorded, or what follows the places that were looked at
 * @param progressedAt when it last got further
 */
public record SegmentStatus(
        int segment,
        long position,
        String owner,
        boolean ownerAlive,
        @Nullable Instant ownerSince,
        long waiting,
        @Nullable Instant oldestWaiting,
        @Nullable Instant progressedAt) {}
