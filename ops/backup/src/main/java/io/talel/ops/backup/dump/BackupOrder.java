package io.talel.ops.backup.dump;

import io.talel.ops.backup.runs.Task;
import java.time.Duration;

/**
 * What backup is wanted.
 *
 * @param full all events, even where an incremental one would do
 * @param allowPlaintext whether it may be written without a key
 * @param copyImages whether the objects of the image bucket are copied too
 * @param patience how long to wait for what else is being done with backups
 */
public record BackupOrder(boolean full, boolean allowPlaintext, boolean copyImages, Duration patience) {

    /** What it is recorded as, until it turns out to be another. */
    public Task task() {
        return full ? Task.FULL : Task.INCREMENTAL;
    }

    /** One that does not wait. */
    public BackupOrder(boolean full, boolean allowPlaintext, boolean copyImages) {
        this(full, allowPlaintext, copyImages, Duration.ZERO);
    }
}
