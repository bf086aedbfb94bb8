package io.talel.ops.backup.dump;

import io.talel.ops.backup.runs.Task;

/**
 * What backup is wanted.
 *
 * @param full all events, even where an incremental one would do
 * @param allowPlaintext whether it may be written without a key
 * @param copyImages whether the objects of the image bucket are copied too
 */
public record BackupOrder(boolean full, boolean allowPlaintext, boolean copyImages) {

    /** What it is recorded as, until it turns out to be another. */
    public Task task() {
        return full ? Task.FULL : Task.INCREMENTAL;
    }
}
