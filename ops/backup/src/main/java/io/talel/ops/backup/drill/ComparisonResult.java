package io.talel.ops.backup.drill;

import java.util.List;

/**
 * A read model that was made again beside the live one.
 *
 * @param alike rows whose streams have had no event since the backup, and that are the same on both sides
 * @param differing such rows that are not, or are there on one side only
 * @param movedOn rows whose streams have had events since, which cannot be compared
 * @param leftOut rows of streams with dead letters
 * @param newlyParked streams that have dead letters in what was restored, and none in what is live
 * @param liveChecksum of all rows that were compared, SHA-256
 * @param examples of what differs or is newly parked
 */
public record ComparisonResult(
        String projection,
        long alike,
        long differing,
        long movedOn,
        long leftOut,
        long newlyParked,
        String liveChecksum,
        String restoredChecksum,
        List<String> examples) {

    public ComparisonResult {
        examples = List.copyOf(examples);
    }
}
