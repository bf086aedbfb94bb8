package io.talel.ops.console.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One segment of a processor.
 *
 * @param position global index of its token; a segment without events of its own may lag without being behind
 * @param owner node that works on it; empty if there is none
 * @param ownerAlive whether the node has reported lately
 * @param ownerSince start of the node, if known
 * @param waiting events of its streams not processed yet, within the places looked at
 * @param oldestWaiting when the first of them was recorded, or of what follows the places looked at
 * @param progressedAt time of its last progress
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
