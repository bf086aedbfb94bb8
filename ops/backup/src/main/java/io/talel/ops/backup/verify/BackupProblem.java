package io.talel.ops.backup.verify;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;

/**
 * Something that is wrong with a backup.
 *
 * @param problem names the object or the event, where it is one
 * @param missing whether it was made, as the database remembers, and is not in the bucket
 */
public record BackupProblem(BackupId backup, String problem, boolean missing) {

    BackupProblem(BackupId backup, String problem) {
        this(backup, problem, false);
    }

    static BackupProblem of(Damaged damaged) {
        return new BackupProblem(damaged.backup(), damaged.what());
    }

    /** One line. */
    @JsonProperty
    public String message() {
        return Damaged.sentence(backup, problem);
    }
}
