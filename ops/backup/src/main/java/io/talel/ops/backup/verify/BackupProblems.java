package io.talel.ops.backup.verify;

import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Manifest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects problems. Counts further problems beyond {@value #TOLD}: if every event is wrong the list would be as long
 * as the log.
 */
final class BackupProblems {

    static final int TOLD = 100;

    private final List<BackupProblem> told = new ArrayList<>();
    private long count;

    void add(Damaged damaged) {
        add(BackupProblem.of(damaged));
    }

    void add(Manifest backup, String problem, @Nullable Object... parts) {
        add(new BackupProblem(backup.id(), problem.formatted(parts)));
    }

    private void add(BackupProblem problem) {
        count++;
        if (told.size() < TOLD) {
            told.add(problem);
        }
    }

    List<BackupProblem> told() {
        return List.copyOf(told);
    }

    long count() {
        return count;
    }
}
