package io.talel.ops.console.backup.drill;

import io.talel.ops.console.backup.archive.BackupId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a drill found out.
 *
 * @param reached the last place of the log that the backup holds
 * @param recoverySeconds from the question for it until everything was there and checked: the recovery time
 * @param snapshotAgeSeconds how old the backup was when the drill began: the recovery point
 * @param newestEventAgeSeconds how old its newest event was; null for an empty log
 * @param warnings sentences
 */
public record DrillReport(
        BackupId backup,
        long reached,
        long events,
        double recoverySeconds,
        double snapshotAgeSeconds,
        @Nullable Double newestEventAgeSeconds,
        List<Compared> projections,
        List<String> warnings) {

    public DrillReport {
        projections = List.copyOf(projections);
        warnings = List.copyOf(warnings);
    }

    /** Whether every row that could be compared is the same, and there was one if there are any. */
    public boolean isAlike() {
        return differing() == 0 && !comparedNothing();
    }

    /** A backup of events of which nothing was seen in the read models is not proven by that. */
    boolean comparedNothing() {
        return events > 0 && alike() + differing() == 0 && movedOn() + leftOut() > 0;
    }

    public long differing() {
        return projections.stream().mapToLong(Compared::differing).sum();
    }

    public long alike() {
        return projections.stream().mapToLong(Compared::alike).sum();
    }

    public long movedOn() {
        return projections.stream().mapToLong(Compared::movedOn).sum();
    }

    private long leftOut() {
        return projections.stream().mapToLong(Compared::leftOut).sum();
    }
}
