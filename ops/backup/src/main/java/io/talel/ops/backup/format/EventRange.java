package io.talel.ops.backup.format;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The part of the log that a backup holds: events at positions above {@code after} up to {@code to}, and those that were
 * committed late into gaps of its parent.
 *
 * @param after the parent's {@code to}; 0 in a full backup
 * @param to position of the newest event that its snapshot shows; {@code after}, if there is none
 * @param events how many this backup holds
 * @param byType how many of each name, of those
 * @param total how many the chain holds up to here
 * @param totalByType how many of each name, of those
 * @param late positions that lie in gaps of the parent, ascending
 * @param openGaps places up to {@code to} that are empty and may still be filled, ascending
 * @param burnt how many other places between {@code after} and {@code to} are empty: nobody can fill them any more, since
 *     whoever may have drawn them had ended before the snapshot
 * @param writers the transactions (as {@code pg_locks.virtualtransaction} names them) that were running just after the
 *     snapshot and may fill them; a gap that is empty in a later snapshot, before which all of them had ended, stays so
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

    /** What a database without any event would have. */
    public static EventRange none() {
        return new EventRange(0, 0, 0, new TreeMap<>(), 0, new TreeMap<>(), List.of(), List.of(), 0, List.of(), null);
    }
}
