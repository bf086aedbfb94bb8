package io.talel.ops.backup.dump;

import io.talel.ops.backup.runs.Task;

/**
 * Options of a backup.
 *
 * @param full whether to write all events even if an incremental backup is possible
 * @param allowPlaintext whether to write without an encryption key
 * @param copyImages whether to copy the objects of the image bucket
 */
public record BackupOrder(boolean full, boolean allowPlaintext, boolean copyImages) {

    /** Task that the run is recorded as until its kind is known. */
    public Task task() {
        return full ? Task.FULL : Task.INCREMENTAL;
    }
}
