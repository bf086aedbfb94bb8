package io.talel.ops.backup.drill;

import io.talel.ops.backup.format.BackupId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a drill found out.
 *
 * @param reached the last place of the log that the backup holds
 * @param recoverySeconds from the question for it until everything was there and checked: the recovery time
 * @param snapshotAgeSeconds how old the backup was when the drill began: the recovery point
 * @param newestEventAgeSeconds how old its newest event was; null for an empty log
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
     * Whether every row that could be compared is the same, and there was one if there are any; whether no stream is broken;
     * and whether every event could be taken that the live read models could take.
     */
    public boolean isAlike() {
        return differing() == 0 && newlyParked() == 0 && brokenStreams == 0 && !comparedNothing();
    }

    long newlyParked() {
        return projections.stream().mapToLong(ComparisonResult::newlyParked).sum();
    }

    /** A backup of events of which nothing was seen in the read models is not proven by that. */
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
