package io.talel.ops.backup.format;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Part of the log that a backup holds: events at positions above {@code after} up to {@code to}, and events that were
 * committed late into gaps of its parent.
 *
 * @param after the parent's {@code to}; 0 in a full backup
 * @param to position of the newest event in the snapshot; {@code after} if there is none
 * @param events number of events in this backup
 * @param byType events in this backup, by name
 * @param total number of events in the chain up to here
 * @param totalByType events in the chain, by name
 * @param late positions in gaps of the parent, ascending
 * @param openGaps empty places up to {@code to} that may still be filled, ascending
 * @param burnt number of empty places between {@code after} and {@code to} that cannot be filled any more: every
 *     transaction that could have drawn them ended before the snapshot
 * @param writers transactions (as in {@code pg_locks.virtualtransaction}) that ran just after the snapshot and may fill
 *     the open gaps; a gap that is empty in a snapshot after all of them ended stays empty
 * @param lastEvent identifier of the event at {@code to}; null for an empty log
 */
public record EventRange(
        long after,
        long to,
        long events,
        SortedMap<String, Long> byType,
        long total,
        SortedMap<String, Long> totalByType,
        List<Long> late,
        List<Gap> openGaps,
        long burnt,
        List<String> writers,
        @Nullable UUID lastEvent) {

    public EventRange {
        late = List.copyOf(late);
        openGaps = List.copyOf(openGaps);
        writers = List.copyOf(writers);
    }

    /** Range of a database without events. */
    public static EventRange none() {
        return new EventRange(0, 0, 0, new TreeMap<>(), 0, new TreeMap<>(), List.of(), List.of(), 0, List.of(), null);
    }
}
