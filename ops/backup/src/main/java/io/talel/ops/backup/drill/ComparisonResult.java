package io.talel.ops.backup.drill;

import java.util.List;

/**
 * How a restored read model compares with the live one.
 *
 * @param alike rows that are equal; their streams have no event since the backup
 * @param differing rows that differ, or exist on one side only; their streams have no event since the backup
 * @param movedOn rows that cannot be compared: their streams have events since the backup
 * @param leftOut rows of streams with dead letters
 * @param newlyParked streams with dead letters in the restored read model only
 * @param liveChecksum SHA-256 of all live rows compared
 * @param examples of differences and of newly parked streams
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
