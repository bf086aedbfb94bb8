package io.talel.ops.backup.drill;

import io.talel.ops.backup.format.BackupId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of a drill.
 *
 * @param reached last place of the log that the backup holds
 * @param recoverySeconds recovery time: from the start of the restore until everything was restored and checked
 * @param snapshotAgeSeconds recovery point: age of the backup when the drill started
 * @param newestEventAgeSeconds age of the backup's newest event; null for an empty log
 * @param brokenStreams streams that lack an event before their last one
 * @param warnings sentences
 */
public record DrillReport(
        BackupId backup,
        long reached,
        long events,
        double recoverySeconds,
        double snapshotAgeSeconds,
        @Nullable Double newestEventAgeSeconds,
        long brokenStreams,
        List<ComparisonResult> projections,
        List<String> warnings) {

    public DrillReport {
        projections = List.copyOf(projections);
        warnings = List.copyOf(warnings);
    }

    /**
     * Whether the backup is proven: all compared rows are equal and at least one was compared if there are rows, no
     * stream is broken, and no event was parked that the live read models have taken.
     */
    public boolean isAlike() {
        return differing() == 0 && newlyParked() == 0 && brokenStreams == 0 && !comparedNothing();
    }

    long newlyParked() {
        return projections.stream().mapToLong(ComparisonResult::newlyParked).sum();
    }

    /** Whether the backup has events, but no row could be compared; that proves nothing. */
    boolean comparedNothing() {
        return events > 0 && alike() + differing() == 0 && movedOn() + leftOut() > 0;
    }

    public long differing() {
        return projections.stream().mapToLong(ComparisonResult::differing).sum();
    }

    public long alike() {
        return projections.stream().mapToLong(ComparisonResult::alike).sum();
    }

    public long movedOn() {
        return projections.stream().mapToLong(ComparisonResult::movedOn).sum();
    }

    private long leftOut() {
        return projections.stream().mapToLong(ComparisonResult::leftOut).sum();
    }
}
