package io.talel.ops.console.backup.drill;

import java.util.List;

/**
 * A read model that was made again beside the live one.
 *
 * @param alike rows whose streams have had no event since the backup, and that are the same on both sides
 * @param differing such rows that are not, or are there on one side only
 * @param movedOn rows whose streams have had events since, which cannot be compared
 * @param leftOut rows of streams with dead letters
 * @param liveChecksum of all rows that were compared, SHA-256
 * @param examples of those that differ
 */
public record Compared(
        String projection,
        long alike,
        long differing,
        long movedOn,
        long leftOut,
        String liveChecksum,
        String restoredChecksum,
        List<String> examples) {

    public Compared {
        examples = List.copyOf(examples);
    }
}
