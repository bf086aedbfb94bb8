package io.talel.ops.backup.verify;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;

/**
 * A problem of a backup.
 *
 * @param problem names the object or event, if it concerns one
 * @param missing whether the run log has the backup and the bucket does not
 */
public record BackupProblem(BackupId backup, String problem, boolean missing) {

    BackupProblem(BackupId backup, String problem) {
        this(backup, problem, false);
    }

    static BackupProblem of(Damaged damaged) {
        return new BackupProblem(damaged.backup(), damaged.what());
    }

    /** On one line. */
    @JsonProperty
    public String message() {
        return Damaged.sentence(backup, problem);
    }
}
